"""Why can a file not be brought in, and what is to be done about it?"""

from __future__ import annotations

from bot.facts import Unreadable

BY_HAND = "python -m bot import candidates.csv --team T… --by U…"
TOO_LARGE = (
    "This file is larger than the 10 MB that come through Slack. Whoever looks after Rapport can bring it in by the "
    f"command line: {BY_HAND}"
)
WHY = {
    Unreadable.TOO_LARGE: TOO_LARGE,
    Unreadable.TOO_MANY_LINES: (
        "This file has more than 200,000 lines. Whoever looks after Rapport can bring it in by the command line, "
        f"or you send it in parts: {BY_HAND}"
    ),
    Unreadable.EMPTY: "There are no lines in this file. Save it as CSV with a line of headings, and send it again.",
    Unreadable.WORKBOOK: (
        "This is a workbook, not a CSV file. Save it as CSV first: in Excel “File”, “Save as”, “CSV UTF-8”; "
        "in Google Sheets “File”, “Download”, “Comma-separated values”. Then send me that file."
    ),
    Unreadable.NOT_TEXT: (
        "This is not a CSV file, so I cannot read candidates from it. Save the table as CSV, and send me that file."
    ),
    Unreadable.NO_HEADINGS: (
        "The first line holds a person, not headings. Put a line above it that says what each column is, "
        "such as Name, E-mail, Phone, and send the file again."
    ),
    Unreadable.NOT_SEEN: (
        "Slack does not let me see this file. Send it to me here, in this conversation, and I read it at once."
    ),
    Unreadable.NOT_FETCHED: "I could not fetch this file from Slack for an hour. Please send it again.",
    Unreadable.BROKEN: (
        "Something went wrong on our side. What was brought in stays. Send the file again to go on: "
        "what is there already is left as it is."
    ),
}
