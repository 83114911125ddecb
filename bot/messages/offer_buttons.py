"""By which names are the buttons about offers known?"""

from bot import phrases

# These carry the id of a candidate; that of the sheet may have its page after it, with "/" between them: "7/1".
SHEET = phrases.OFFERS
COMPARE = "offer_compare"
RATE = "offer_rate"
# This carries the id of a candidate and the kind of offer, with "/" between them, and the touch in which it was heard
# of, where there is one: "7/rival/12".
ADD = "offer_add"
# These carry the id of an offer.
ROUND = "offer_round"
CHANGE = "offer_change"
EXTEND = "offer_extend"
ACCEPT = "offer_accept"
DECLINE = "offer_decline"
WITHDRAW = "offer_withdraw"
LEVERS = "offer_levers"
AGREE = "offer_agree"
AGREEMENT = phrases.AGREEMENT
REOPEN = "offer_reopen"
# This carries the id of a submission that is placed.
PLACEMENT = phrases.PLACEMENT
