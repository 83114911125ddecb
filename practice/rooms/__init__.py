"""The rooms of the page in the browser.

shell      how the rooms stand together, and when each is drawn again
rail       people and channels
top        the head of the open conversation
clockbar   the practice time and the buttons that move it
timeline   what was said
home       the Home tab
composer   where one types
hints      slash commands while one types
notices    what the workspace itself complains about
modal      the form on top
confirm    "are you sure?"

message    one message
blocks     Block Kit, block by block
controls   which control is drawn for which element
buttons    what is pressed
lists      what is picked from a list
choices    what is ticked
typed      what is typed
files      what is handed in
picker     one select for options, people and suggestions
faces      who someone is, at a glance
strip      rows that are drawn again only when they changed

desk       what one person at the page has open, and has read
spot       where blocks stand, and how a press there reaches the bot
reader     who is reading: names, time zone, present time
text       Slack's text as HTML
dates      moments on the reader's clock
emoji      :codes: as pictures
rich       rich_text as HTML
tables     tables as HTML
charts     native charts, drawn
clockwork  to which moments the practice time can be moved

The style sheets beside them: colours, layout, messages, controls, forms.
"""
