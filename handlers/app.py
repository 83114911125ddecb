"""Which listener hears what, and what stands before them all?"""

from __future__ import annotations

import logging
import re
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot import forms, messages
from bot.clock import Clock
from bot.policy import Policy
from handlers import (
    adding,
    agreements,
    approvals,
    asks,
    bands,
    candidates,
    cards,
    care,
    cases,
    claiming,
    client_contacts,
    clients,
    closing,
    comparison,
    consents,
    contacts,
    covers,
    deadlines,
    deciding,
    disputes,
    erasing,
    exports,
    favours,
    feasibility,
    going_offers,
    handovers,
    imports,
    jobs,
    last_words,
    levers,
    line_answers,
    listing,
    losing,
    losses,
    marks,
    merging,
    more_time,
    offer_answers,
    offer_forms,
    offer_lines,
    offers,
    own_lines,
    owner_news,
    owning,
    people,
    placements,
    rates,
    reopening,
    representations,
    retention,
    rounds,
    ruling,
    submissions,
    tags,
    teams,
    terms,
    timeline,
    touch_answers,
    touch_forms,
    touch_lines,
    touch_offers,
    touch_saving,
    unmerging,
    updates,
    waits,
    withdrawing,
)
from handlers.answers import in_words
from handlers.lending import Lender
from handlers.lent import Client
from storage.database import Database

COMMANDS = {
    "/touch": touch_lines.touch_asked,
    "/candidate": candidates.candidate_asked,
    "/offer": offer_lines.offer_asked,
    "/own": own_lines.own_asked,
    "/care": care.care_asked,
}
SHORTCUTS = {
    touch_forms.ANYWHERE: touch_forms.touch_opened,
    touch_forms.FROM_MESSAGE: touch_forms.touch_opened,
    candidates.ANYWHERE: candidates.finder_opened,
    imports.FROM_MESSAGE: imports.import_opened,
}
EVENTS = {
    "app_home_opened": people.home_opened,
    "user_change": people.user_changed,
    "app_uninstalled": teams.uninstalled,
    "tokens_revoked": teams.uninstalled,
    "message.im": imports.message_heard,
}
SUGGESTIONS = {
    forms.touches.CANDIDATE: touch_forms.candidate_typed,
    forms.candidates.FIND: touch_forms.candidate_typed,
    forms.merging.OTHER: merging.other_typed,
    forms.candidates.JOB: jobs.job_typed,
    forms.exports.JOB: exports.job_typed,
    forms.exports.TAG: exports.tag_typed,
    forms.jobs.CLIENT: clients.client_typed,
    forms.disputes.JOB: claiming.job_typed,
    forms.tags.TAG: tags.tag_typed,
    forms.rounds.CANDIDATES: rounds.candidate_typed,
    forms.rounds.TAGS: exports.tag_typed,
    messages.holdings.PICK: own_lines.candidate_typed,
    forms.offers.COMPANY: offer_forms.company_typed,
    forms.bands.WHOSE: bands.whose_typed,
}
FORMS = {
    forms.touches.TOUCH: touch_saving.touch_submitted,
    forms.adding.WHO_TOUCHED: touch_saving.who_submitted,
    forms.candidates.CANDIDATE: adding.candidate_submitted,
    forms.contacts.CONTACTS: contacts.contacts_submitted,
    forms.contacts.SURE: contacts.sure_submitted,
    forms.adding.WHO: adding.who_submitted,
    forms.candidates.MOVE_FORM: submissions.move_submitted,
    forms.candidates.SUBMIT_FORM: submissions.put_forward_submitted,
    forms.candidates.FIND_FORM: candidates.find_submitted,
    forms.jobs.JOB_FORM: jobs.job_submitted,
    forms.jobs.FORWARD_FORM: closing.forward_submitted,
    forms.jobs.CLOSE_FORM: closing.close_submitted,
    forms.clients.CLIENT_FORM: clients.client_submitted,
    forms.clients.CONTACT_FORM: client_contacts.contact_submitted,
    forms.merging.PAIR_FORM: merging.pair_submitted,
    forms.merging.MERGE_FORM: merging.merge_submitted,
    forms.merging.UNMERGE_FORM: unmerging.undo_submitted,
    forms.updates.WAIT_FORM: updates.wait_submitted,
    forms.updates.CARD_WAIT_FORM: waits.wait_on_card_submitted,
    forms.updates.ASK_FORM: asks.ask_submitted,
    forms.people.ME_FORM: people.settings_submitted,
    forms.covers.COVER_FORM: covers.cover_submitted,
    forms.handovers.HANDOVER_FORM: handovers.handover_submitted,
    forms.handovers.SURE_FORM: handovers.sure_submitted,
    forms.representations.CONSENT_FORM: consents.consent_submitted,
    forms.representations.STOP_FORM: consents.stop_submitted,
    forms.representations.RIGHT_FORM: representations.right_submitted,
    forms.representations.END_FORM: representations.end_submitted,
    forms.deadlines.EXTEND_FORM: deadlines.deadline_submitted,
    forms.erasing.ERASE_FORM: erasing.erase_submitted,
    forms.retention.KEEP_FORM: retention.keep_submitted,
    forms.exports.EXPORT_FORM: exports.export_submitted,
    forms.imports.FILE_FORM: imports.file_submitted,
    forms.imports.COLUMNS_FORM: imports.columns_submitted,
    forms.tags.TAGS_FORM: tags.tags_submitted,
    forms.tags.FORBID_FORM: marks.forbid_submitted,
    forms.tags.NAME_FORM: marks.name_submitted,
    forms.favours.FAVOUR_FORM: favours.favour_submitted,
    forms.favours.CAME_FORM: favours.came_submitted,
    forms.rounds.ROUND_FORM: rounds.round_submitted,
    forms.rounds.SURE_FORM: rounds.sure_submitted,
    forms.disputes.CLAIM_FORM: claiming.claim_submitted,
    forms.disputes.ANSWER_FORM: disputes.answer_submitted,
    forms.disputes.REPLY_FORM: disputes.reply_submitted,
    forms.disputes.RULE_FORM: ruling.rule_submitted,
    forms.disputes.ASK_FORM: ruling.ask_submitted,
    forms.ownership.RELEASE_FORM: owning.release_submitted,
    forms.ownership.HAND_FORM: owning.hand_submitted,
    forms.ownership.MORE_FORM: more_time.more_time_submitted,
    forms.ownership.ASK_FORM: owning.ask_submitted,
    forms.approvals.REFUSE_FORM: approvals.refuse_submitted,
    forms.feasibility.CHANGE_FORM: feasibility.change_submitted,
    forms.bands.BAND_FORM: bands.band_submitted,
    forms.levers.LEVERS_FORM: levers.levers_submitted,
    forms.rates.RATE_FORM: rates.rate_submitted,
    forms.rates.SURE_FORM: rates.sure_submitted,
    forms.deciding.ACCEPT_FORM: deciding.accept_submitted,
    forms.deciding.AGREE_FORM: agreements.agree_submitted,
    forms.losing.LOSS_FORM: losing.loss_submitted,
    forms.losing.TAKEN_FORM: losing.taken_submitted,
    forms.losing.REFUSED_FORM: losing.refused_submitted,
    forms.losing.WITHDRAWN_FORM: withdrawing.withdrawn_submitted,
    forms.placements.PLACEMENT_FORM: placements.placement_submitted,
    forms.terms.TERMS_FORM: terms.terms_submitted,
    forms.terms.SURE_FORM: terms.sure_submitted,
    forms.offers.OFFER: offer_answers.offer_submitted,
}
PRESSES = {
    messages.touches.UNDO: touch_answers.undo_pressed,
    messages.touches.EDIT: touch_forms.edit_pressed,
    messages.touches.PICK: touch_lines.choice_pressed,
    messages.touches.HOW: touch_lines.choice_pressed,
    messages.touches.ADD: touch_lines.choice_pressed,
    messages.touches.TOLD: touch_answers.told_pressed,
    messages.touches.OFFERED: touch_offers.offers_pressed,
    messages.going_offers.TURN: going_offers.page_turned,
    messages.touches.FORM: touch_lines.form_pressed,
    forms.touches.MORE: touch_forms.page_turned,
    forms.touches.BACK: touch_forms.page_turned,
    messages.candidates.OPEN: cards.open_pressed,
    messages.candidates.MORE: cards.more_picked,
    messages.candidates.SIMILAR: tags.similar_pressed,
    messages.cards.SAME: cards.same_pressed,
    messages.tags.CARD: cards.card_pressed,
    messages.owner_news.AGAIN: owner_news.again_pressed,
    messages.tags.SHOW: tags.tag_pressed,
    messages.tags.NEXT: tags.tag_pressed,
    messages.tags.PICK: tags.tag_pressed,
    messages.tags.MORE: tags.more_pressed,
    messages.timeline.EARLIER: timeline.page_turned,
    messages.timeline.LATER: timeline.page_turned,
    forms.tags.ALLOW: marks.allow_pressed,
    messages.favours.ADD: favours.add_pressed,
    messages.favours.CAME: favours.came_pressed,
    messages.favours.THANKED: favours.thanked_pressed,
    messages.favours.TAKE_OUT: favours.take_out_pressed,
    messages.rounds.OPEN: rounds.round_pressed,
    messages.rounds.UNDO: rounds.undo_pressed,
    messages.candidates.LOG: touch_forms.log_pressed,
    messages.candidates.MOVE: submissions.move_pressed,
    messages.candidates.SUBMIT: submissions.put_forward_pressed,
    messages.candidates.ADD: adding.add_pressed,
    messages.merging.UNDO: unmerging.undo_pressed,
    messages.jobs.OPEN: jobs.open_pressed,
    messages.jobs.PICK: jobs.open_pressed,
    messages.jobs.NEXT: jobs.next_pressed,
    messages.jobs.NEW: jobs.new_pressed,
    messages.jobs.ADD: jobs.add_pressed,
    messages.jobs.EDIT: jobs.edit_pressed,
    messages.jobs.FORWARD: closing.forward_pressed,
    messages.jobs.CLOSE: closing.close_pressed,
    messages.jobs.REOPEN: closing.reopen_pressed,
    messages.jobs.TELL: closing.tell_pressed,
    messages.closing.LOG: closing.log_pressed,
    messages.clients.OPEN: clients.open_pressed,
    messages.clients.PICK: clients.open_pressed,
    messages.clients.NEXT: clients.next_pressed,
    messages.clients.ADD: clients.add_pressed,
    messages.clients.RENAME: clients.rename_pressed,
    messages.clients.CONTACT: client_contacts.contact_pressed,
    messages.clients.REMOVE: client_contacts.remove_pressed,
    messages.imports.BEGIN: imports.begin_pressed,
    messages.imports.COLUMNS: imports.columns_pressed,
    messages.imports.CANCEL: imports.cancel_pressed,
    messages.imports.RETURNED: imports.returned_pressed,
    messages.updates.LOG: updates.log_pressed,
    messages.updates.MENU: updates.menu_picked,
    messages.updates.BACK: updates.back_pressed,
    messages.updates.MAIL: updates.mail_pressed,
    messages.updates.WORDS: last_words.words_pressed,
    messages.updates.CONTACTS: last_words.contacts_pressed,
    messages.updates.ALL: listing.all_pressed,
    messages.representations.PICK: representations.who_pressed,
    messages.representations.ADD: representations.add_pressed,
    messages.representations.END: representations.end_pressed,
    messages.retention.KEEP: retention.keep_pressed,
    messages.retention.ERASE: retention.erase_pressed,
    messages.retention.ASK_TO_ERASE: retention.ask_pressed,
    messages.ownership.CLAIM: claiming.claim_pressed,
    messages.disputes.ANSWER: disputes.answer_pressed,
    messages.disputes.CONCEDE: disputes.concede_pressed,
    messages.disputes.WITHDRAW: disputes.withdraw_pressed,
    messages.disputes.REPLY: disputes.reply_pressed,
    messages.disputes.LIST: cases.list_pressed,
    messages.outcomes.WHOLE: cases.whole_pressed,
    messages.cases.PAGE: cases.whole_pressed,
    messages.cases.KEEP: ruling.rule_pressed,
    messages.cases.TRANSFER: ruling.rule_pressed,
    messages.cases.SHARE: ruling.rule_pressed,
    messages.cases.ASK: ruling.ask_pressed,
    messages.cases.PRECEDENTS: ruling.precedents_pressed,
    messages.updates.ACCEPT: asks.answer_pressed,
    messages.updates.DECLINE: asks.answer_pressed,
    messages.ownership.OPEN: own_lines.open_pressed,
    messages.holdings.PICK: own_lines.open_pressed,
    messages.ownership.TAKE: owning.take_pressed,
    messages.ownership.RELEASE: owning.release_pressed,
    messages.ownership.HAND: owning.hand_pressed,
    messages.ownership.MORE_TIME: more_time.more_time_pressed,
    messages.holdings.POOL: own_lines.pool_pressed,
    messages.approvals.GRANT: approvals.grant_pressed,
    messages.approvals.REFUSE: approvals.refuse_pressed,
    messages.approvals.FIGURES: feasibility.figures_pressed,
    messages.approvals.CHANGE: feasibility.change_pressed,
    messages.offer_buttons.COMPARE: comparison.compare_pressed,
    messages.comparison.AS_TABLE: comparison.table_pressed,
    messages.offer_buttons.RATE: rates.rate_pressed,
    messages.offer_buttons.LEVERS: levers.levers_pressed,
    forms.levers.USED: levers.used_pressed,
    messages.bands.NEW: bands.new_pressed,
    messages.bands.CHANGE: bands.change_pressed,
    messages.bands.REMOVE: bands.remove_pressed,
    messages.bands.NEXT: bands.next_pressed,
    forms.terms.BACK: terms.back_pressed,
    messages.people.HOME_LOG: touch_forms.log_pressed,
    messages.people.HOME_FIND: candidates.finder_opened,
    messages.people.HOME_ME: people.settings_pressed,
    messages.covers.SHOW: covers.covers_pressed,
    messages.covers.NEW: covers.new_pressed,
    messages.covers.CHANGE: covers.change_pressed,
    messages.covers.END: covers.end_pressed,
    messages.handovers.HAND_OVER: handovers.handover_pressed,
    messages.offer_buttons.ACCEPT: deciding.accept_pressed,
    messages.offer_buttons.DECLINE: losing.decline_pressed,
    messages.offer_buttons.WITHDRAW: withdrawing.withdraw_pressed,
    messages.offer_buttons.REOPEN: reopening.reopen_pressed,
    messages.offer_buttons.AGREEMENT: agreements.agreement_pressed,
    messages.offer_buttons.AGREE: agreements.agree_pressed,
    messages.agreements.FILE: agreements.file_pressed,
    messages.agreements.MAIL: agreements.mail_pressed,
    messages.agreements.SENT: agreements.sent_pressed,
    messages.agreements.NOT_SENT: agreements.not_sent_pressed,
    messages.offer_buttons.PLACEMENT: placements.placement_pressed,
    forms.placements.FELL_THROUGH: placements.fell_through_pressed,
    messages.losses.NEXT: losses.next_pressed,
    messages.offer_buttons.EXTEND: deadlines.extend_pressed,
    messages.offer_buttons.SHEET: offers.sheet_pressed,
    messages.offer_buttons.ADD: offer_forms.add_pressed,
    messages.offer_buttons.ROUND: offer_forms.round_pressed,
    messages.offer_buttons.CHANGE: offer_forms.change_pressed,
    messages.offer_outcomes.UNDO: offer_answers.undo_pressed,
    messages.offer_outcomes.UNRAISE: offer_answers.unraise_pressed,
    messages.offer_lines.SAVE: line_answers.save_pressed,
    messages.offer_lines.CORRECT: line_answers.correct_pressed,
    messages.offer_lines.CHOOSE: line_answers.choice_pressed,
    messages.offer_lines.PICK: line_answers.pick_pressed,
    forms.offers.MORE: offer_forms.page_turned,
    forms.offers.BACK: offer_forms.page_turned,
}


def build(
    database: Database,
    policy: Policy,
    clock: Clock,
    client: Client,
    *,
    team: str,
    bot_user: str,
    bot_id: str,
) -> AsyncApp:
    """Build the Bolt app for the workspace `team`, in which we are `bot_user`.

    Every listener runs before its answer goes out, so that what people are told is what was saved. Requests over
    HTTP are verified before they get here; over Socket Mode they come by a connection of ours. What none of our
    listeners knows is an error to Bolt, and answered in words as the others are. Bolt's own log is silent, since it
    tells whole requests and the words of errors.
    """
    quiet = logging.getLogger("slack_bolt")
    quiet.setLevel(logging.CRITICAL)

    async def authorize(enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team, bot_user_id=bot_user, bot_id=bot_id, bot_token=client.token
        )

    app = AsyncApp(
        logger=quiet,
        client=client,
        authorize=authorize,
        request_verification_enabled=False,
        ssl_check_enabled=True,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
    )
    app.use(Lender(database, policy, clock, team))
    app.error(in_words)
    _register(app)
    return app


def _register(app: AsyncApp) -> None:
    """Register every listener; what people type most comes first, since Bolt asks one after the other."""
    for name, listener in COMMANDS.items():
        app.command(name)(listener)
    for name, listener in SUGGESTIONS.items():
        app.options(name)(listener)
    for name, listener in FORMS.items():
        app.view(name)(listener)
    for name, listener in PRESSES.items():
        app.action(_numbered(name))(listener)
    for name, listener in SHORTCUTS.items():
        app.shortcut(name)(listener)
    for name, listener in EVENTS.items():
        app.event(name.partition(".")[0])(listener)


def _numbered(name: str) -> re.Pattern[str]:
    """Match an action id with or without a number, as several stand in one message."""
    return re.compile(rf"\A{name}(_\d+)?\Z")


def listened_to() -> dict[str, Any]:
    """List what is listened to, to be compared with the manifest."""
    return {"commands": set(COMMANDS), "shortcuts": set(SHORTCUTS), "events": set(EVENTS)}
