"""Does the ledger know of every erasure, whatever happened while it was written?"""

from datetime import timedelta

from bot.facts import Erasure
from storage.ledger import Ledger
from tests.storage.examples import MAYA, NOW, TEAM

ONE, TWO = Erasure(TEAM, 7, MAYA, NOW), Erasure(TEAM, 8, MAYA, NOW + timedelta(hours=1))


def test_there_is_no_file_before_anybody_is_erased(tmp_path):
    ledger = Ledger(tmp_path / "it")
    assert ledger.read() == []
    ledger.add([])
    assert not ledger.path.exists()


def test_each_is_written_once_and_only_added(tmp_path):
    ledger = Ledger(tmp_path / "it")
    ledger.add([ONE])
    begun = ledger.path.read_bytes()
    ledger.add([ONE, TWO, TWO])
    assert ledger.read() == [ONE, TWO]
    assert ledger.path.read_bytes().startswith(begun)
    assert ledger.path.stat().st_mode & 0o777 == 0o600


def test_a_line_that_was_cut_off_costs_only_itself(tmp_path):
    ledger = Ledger(tmp_path / "it")
    ledger.add([ONE])
    with ledger.path.open("ab") as file:
        file.write(b'{"team": "T0HO')
    ledger.add([TWO])
    assert ledger.read() == [ONE, TWO]


def test_other_lines_are_passed_over(tmp_path):
    ledger = Ledger(tmp_path / "it")
    ledger.path.write_bytes(b'\xff\n[]\n{"team": 1}\n\n7\n')
    ledger.add([ONE])
    assert ledger.read() == [ONE]
