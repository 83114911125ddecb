"""By which key do the tests encrypt pay? The same one in each process of a test."""

import base64
from pathlib import Path

from storage.key_file import Keys
from storage.keyring import Keyring

KEY = base64.urlsafe_b64encode(b"no secret: the key of all tests.").decode()
KEYS = Keyring([KEY])
# As an operator gives it in PAY_KEYS.
AT_HAND = Keys((KEY,), Path("unused.keys"))
