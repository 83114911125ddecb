"""The rooms of the page in the browser.

reader     who is reading: names, time zone, present time
text       Slack's text as HTML
dates      Slack's moments as words
emoji      :codes: as pictures
rich       rich_text as HTML
tables     tables as HTML
charts     native charts, drawn
desk       what one person at the page has open, and what they do
blocks     Block Kit as elements of the page
controls   what can be pressed or picked in a message, a form or the Home tab
fields     what can be filled in
picker     one select for options, groups, people, and suggestions of the bot
modal      the form on top
confirm    "are you sure?"
message    one message
timeline   a conversation
home       the Home tab
composer   where one types
hints      slash commands while one types
rail       people and channels
clockbar   the practice time and what moves it
shell      how the rooms stand together
*.css      how it all looks, by day and by night
"""
