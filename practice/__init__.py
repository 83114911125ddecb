"""A pretend Slack to talk to.

slack       all of it together, as one thing to start and stop
seat        a person at their desk: what they do, and what they get to see
deeds       what happens then; finding, reading and unfinished are what a human sees of it
workspace   who said what, and who may see it; shapes and elements are what it consists of
gateway     how payloads reach the bot: Socket Mode and signed HTTP; payloads, posted and described are their words
answers     what comes of the bot's answers
api         the Web API; its families are api_chat, api_people, api_views and api_files; asked is one call
tickets     trigger ids and response urls
limits      what Slack would refuse: blocks_allowed, elements_allowed, texts_allowed, tables_allowed; refused is its no
faults      what goes wrong on the way, when told to
page        the workspace in a browser; rooms are its parts
story       the people one meets there; story_opening and story_offers are what they have done before one came
"""
