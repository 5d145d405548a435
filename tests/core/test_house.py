"""The house rules that no linter of ours can hold: what lies where, and how large it may grow."""

import ast
import subprocess
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]

# What people put there, then what a tool looks for there and nowhere else.
AT_THE_ROOT = {"README.md", "assets", "core", "desktop", "packaging", "pyproject.toml", "tests"} | {
    ".ci",
    ".github",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".pre-commit-hooks.yaml",
    "LICENSE",
    "Makefile",
}
# A file under such a name takes in anything, and hides it.
NAMES_THAT_SAY_NOTHING = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}
# Put together here, so that this file is not the one that names them.
REGISTRY_HOSTS = tuple(
    ".".join(parts).encode()
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("anaconda", "org"),
        ("crates", "io"),
        ("ghcr", "io"),
        ("quay", "io"),
    ]
)
LINES_OF_A_FILE = 450
LINES_OF_A_FUNCTION = 60
READ_AS_ONE = {"core/keylease/reports/evidence/verify.py"}
"""Goes to auditors as one file (core/DECISIONS.md)."""

# Modules that define something and have no test file of their own, and the one that tests them.
TESTED_ELSEWHERE: dict[str, str] = {
    "keylease_desktop/dialogs/compare_reviews.py": "tests/desktop/screens/test_campaign.py",
    "keylease_desktop/dialogs/finish_review.py": "tests/desktop/screens/test_campaign.py",
    "keylease_desktop/dialogs/open_review.py": "tests/desktop/screens/test_campaign.py",
    "keylease_desktop/presenters/campaign.py": "tests/desktop/screens/test_campaign.py",
    "keylease_desktop/presenters/campaign_rows.py": "tests/desktop/screens/test_campaign.py",
    "keylease_desktop/presenters/deciding.py": "tests/desktop/screens/test_campaign.py",
    "keylease_desktop/presenters/finishing.py": "tests/desktop/screens/test_campaign.py",
    "keylease_desktop/presenters/review_opening.py": "tests/desktop/screens/test_campaign.py",
    "keylease_desktop/screens/campaign_cells.py": "tests/desktop/screens/test_campaign.py",
    "keylease_desktop/screens/campaign_foot.py": "tests/desktop/screens/test_campaign.py",
    "keylease_desktop/screens/campaign_head.py": "tests/desktop/screens/test_campaign.py",
    "keylease_desktop/screens/campaign_panel.py": "tests/desktop/screens/test_campaign.py",
    "keylease/cli/__init__.py": "tests/core/cli/test_program.py",
    "keylease/client/app_session.py": "tests/attacks/test_opening_a_value.py",
    "keylease/client/apps.py": "tests/attacks/test_opening_a_value.py",
    "keylease/client/joining.py": "tests/core/test_assembly.py",
    "keylease/client/kept_uses.py": "tests/core/client/test_kept_values.py",
    "keylease/client/keys.py": "tests/core/client/test_scenarios_keys.py",
    "keylease/client/lending.py": "tests/core/client/test_scenarios_keys.py",
    "keylease/client/restoring.py": "tests/core/test_recovery.py",
    "keylease/client/people.py": "tests/core/client/test_scenarios.py",
    "keylease/client/reviews.py": "tests/core/client/test_scenarios_keys.py",
    "keylease/cli/review_choosing.py": "tests/core/cli/test_review.py",
    "keylease/cli/review_showing.py": "tests/core/cli/test_review.py",
    "keylease/client/settling.py": "tests/core/test_relocation.py",
    "keylease/client/snapshot.py": "tests/core/client/test_refusals.py",
    "keylease/client/team.py": "tests/core/client/test_scenarios.py",
    "keylease/client/transport.py": "tests/attacks/test_at_the_same_time.py",
    "keylease/client/values.py": "tests/attacks/test_opening_a_value.py",
    "keylease/client/reviewed.py": "tests/core/reports/evidence/test_story.py",
    "keylease/reports/evidence/charts.py": "tests/core/reports/evidence/test_summary.py",
    "keylease/reports/evidence/pack.py": "tests/core/client/test_evidence_pack.py",
    "keylease/reports/evidence/texts.py": "tests/core/reports/evidence/test_story.py",
    "keylease/reports/progress.py": "tests/core/cli/test_under_way.py",
    "keylease/model/events/__init__.py": "tests/core/model/test_events.py",
    "keylease/model/events/keys.py": "tests/core/ledger/rules/test_keys.py",
    "keylease/model/events/lending.py": "tests/core/ledger/rules/test_grants.py",
    "keylease/model/events/overseeing.py": "tests/core/ledger/rules/test_reviews.py",
    "keylease/model/events/people.py": "tests/core/ledger/rules/test_people.py",
    "keylease/model/events/team.py": "tests/core/ledger/rules/test_team.py",
    "keylease/model/events/terms.py": "tests/core/model/test_events.py",
    "keylease/demo/__init__.py": "tests/core/demo/test_demo.py",
    "keylease/demo/stage.py": "tests/core/demo/test_demo.py",
    "keylease/demo/story.py": "tests/core/demo/test_demo.py",
    "keylease/insight/review_uses.py": "tests/core/insight/test_review_rows.py",
    "keylease/model/arrival.py": "tests/vectors/test_vectors.py",
    "keylease/relay/leaving.py": "tests/core/relay/test_arriving.py",
    "keylease/relay/moment.py": "tests/core/relay/test_together.py",
    "keylease/relay/gate.py": "tests/attacks/test_relay_over_https.py",
    "keylease/relay/receiving.py": "tests/attacks/test_relay_over_https.py",
    "keylease/relay/refusing.py": "tests/core/relay/test_app.py",
    "keylease/relay/equipment.py": "tests/core/relay/test_restore.py",
    "keylease/relay/heads.py": "tests/core/relay/test_seen.py",
    "keylease/relay/lock.py": "tests/core/relay/test_vault.py",
    "keylease/relay/paging.py": "tests/core/relay/test_fetching.py",
    "keylease/relay/recording.py": "tests/core/relay/test_opening.py",
    "keylease/reports/verifier/encoding.py": "tests/core/reports/verifier/test_ledger.py",
    "keylease/reports/verifier/forms.py": "tests/core/reports/verifier/test_ledger.py",
    "keylease/reports/verifier/keys.py": "tests/core/reports/verifier/test_ledger.py",
    "keylease/reports/verifier/lending.py": "tests/core/reports/verifier/test_ledger.py",
    "keylease/reports/verifier/people.py": "tests/core/reports/verifier/test_ledger.py",
    "keylease/reports/verifier/reviews.py": "tests/core/reports/verifier/test_ledger.py",
    "keylease/reports/verifier/team.py": "tests/core/reports/verifier/test_ledger.py",
    "keylease/reports/verifier/words.py": "tests/core/reports/verifier/test_ledger.py",
    "keylease_desktop/dialogs/add_key.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/dialogs/add_manager.py": "tests/desktop/dialogs/test_key_dialogs.py",
    "keylease_desktop/dialogs/ask.py": "tests/desktop/screens/test_my_keys.py",
    "keylease_desktop/dialogs/declare.py": "tests/desktop/dialogs/test_key_dialogs.py",
    "keylease_desktop/dialogs/export_record.py": "tests/desktop/screens/test_activity.py",
    "keylease_desktop/dialogs/import_env.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/dialogs/invite.py": "tests/desktop/screens/test_people.py",
    "keylease_desktop/dialogs/let_in.py": "tests/desktop/screens/test_people.py",
    "keylease_desktop/dialogs/people_dialogs.py": "tests/desktop/screens/test_people.py",
    "keylease_desktop/dialogs/people_list.py": "tests/desktop/screens/test_people.py",
    "keylease_desktop/dialogs/renew.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/dialogs/replace_value.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/dialogs/revoke.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/dialogs/share.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/dialogs/spans.py": "tests/desktop/dialogs/test_key_dialogs.py",
    "keylease_desktop/dialogs/standing.py": "tests/desktop/screens/test_people.py",
    "keylease_desktop/dialogs/value.py": "tests/desktop/screens/test_my_keys.py",
    "keylease_desktop/models/people_chips.py": "tests/desktop/dialogs/test_key_dialogs.py",
    "keylease_desktop/presenters/activity.py": "tests/desktop/screens/test_activity.py",
    "keylease_desktop/presenters/declaring.py": "tests/desktop/dialogs/test_key_dialogs.py",
    "keylease_desktop/presenters/importing.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/presenters/key_activity.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/presenters/key_panel.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/presenters/keys.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/presenters/leaks.py": "tests/desktop/screens/test_leaks.py",
    "keylease_desktop/presenters/managing.py": "tests/desktop/dialogs/test_key_dialogs.py",
    "keylease_desktop/presenters/my_keys.py": "tests/desktop/screens/test_my_keys.py",
    "keylease_desktop/presenters/parting.py": "tests/desktop/screens/test_people.py",
    "keylease_desktop/presenters/people.py": "tests/desktop/screens/test_people.py",
    "keylease_desktop/presenters/people_rows.py": "tests/desktop/screens/test_people.py",
    "keylease_desktop/presenters/person_facts.py": "tests/desktop/screens/test_people.py",
    "keylease_desktop/presenters/record.py": "tests/desktop/screens/test_activity.py",
    "keylease_desktop/presenters/renewing.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/presenters/requesting.py": "tests/desktop/screens/test_my_keys.py",
    "keylease_desktop/presenters/reviews.py": "tests/desktop/screens/test_reviews.py",
    "keylease_desktop/presenters/revoking.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/presenters/seen_matrix.py": "tests/desktop/screens/test_key_views.py",
    "keylease_desktop/presenters/services.py": "tests/desktop/screens/test_services.py",
    "keylease_desktop/presenters/today.py": "tests/desktop/screens/test_today.py",
    "keylease_desktop/presenters/today_look.py": "tests/desktop/screens/test_today.py",
    "keylease_desktop/presenters/today_rows.py": "tests/desktop/screens/test_today.py",
    "keylease_desktop/presenters/today_words.py": "tests/desktop/screens/test_today.py",
    "keylease_desktop/presenters/value.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/screens/activity_table.py": "tests/desktop/screens/test_activity.py",
    "keylease_desktop/screens/key_cells.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/screens/key_panel.py": "tests/desktop/screens/test_keys.py",
    "keylease_desktop/screens/person_panel.py": "tests/desktop/screens/test_people.py",
    "keylease_desktop/widgets/badge.py": "tests/desktop/widgets/test_small_parts.py",
    "keylease_desktop/widgets/card.py": "tests/desktop/widgets/test_small_parts.py",
    "keylease_desktop/widgets/facts.py": "tests/desktop/screens/test_people.py",
    "keylease_desktop/widgets/lease_bar.py": "tests/desktop/widgets/test_small_parts.py",
    "keylease_desktop/widgets/letter_tile.py": "tests/desktop/widgets/test_small_parts.py",
    "keylease_desktop/widgets/mark.py": "tests/desktop/widgets/test_small_parts.py",
    "keylease_desktop/widgets/page_header.py": "tests/desktop/widgets/test_small_parts.py",
    "keylease_desktop/widgets/progress.py": "tests/desktop/widgets/test_small_parts.py",
    "keylease_desktop/widgets/sparkline.py": "tests/desktop/widgets/test_small_parts.py",
    "keylease_desktop/widgets/status.py": "tests/desktop/widgets/test_small_parts.py",
    "keylease/store/base.py": "tests/core/store/test_contract.py",
    "keylease/store/memory.py": "tests/core/store/test_contract.py",
    "keylease/store/postgres/listener.py": "tests/core/store/test_news.py",
    "keylease/store/postgres/runner.py": "tests/core/store/postgres/test_store.py",
    "keylease/store/postgres/statements.py": "tests/core/store/postgres/test_store.py",
    "keylease/store/rows.py": "tests/core/store/test_contract.py",
    "keylease/store/sql/reading.py": "tests/core/store/test_contract.py",
    "keylease/store/sql/runner.py": "tests/core/store/test_contract.py",
    "keylease/store/sql/tables.py": "tests/core/store/postgres/test_schema.py",
    "keylease/store/sql/writing.py": "tests/core/store/test_contract.py",
    "keylease/store/sqlite/lookout.py": "tests/core/store/test_news.py",
    "keylease/store/sqlite/runner.py": "tests/core/store/test_contract.py",
    "keylease/cli/agent_process.py": "tests/core/cli/test_unlocking.py",
    "keylease_desktop/__main__.py": "tests/desktop/test_main.py",
    "keylease_desktop/dialogs/change_passphrase.py": "tests/desktop/dialogs/test_frame_dialogs.py",
    "keylease_desktop/dialogs/follow_link.py": "tests/desktop/dialogs/test_frame_dialogs.py",
    "keylease_desktop/dialogs/show_key.py": "tests/desktop/test_application.py",
    "keylease_desktop/dialogs/follow_team.py": "tests/desktop/screens/test_team_server.py",
    "keylease_desktop/dialogs/host_team.py": "tests/desktop/screens/test_team_server.py",
    "keylease_desktop/dialogs/move_team.py": "tests/desktop/screens/test_team_server.py",
    "keylease_desktop/presenters/team_server.py": "tests/desktop/screens/test_team_server.py",
    "keylease_desktop/dialogs/frozen.py": "tests/desktop/screens/test_workplace.py",
    "keylease_desktop/dialogs/notices.py": "tests/desktop/screens/test_workplace.py",
    "keylease_desktop/dialogs/opener.py": "tests/desktop/dialogs/test_key_dialogs.py",
    "keylease_desktop/dialogs/passphrase_block.py": "tests/desktop/screens/test_entrance.py",
    "keylease_desktop/dialogs/recovery_kit.py": "tests/desktop/screens/test_workplace.py",
    "keylease_desktop/dialogs/shortcuts.py": "tests/desktop/screens/test_workplace.py",
    "keylease_desktop/main_window.py": "tests/desktop/test_application.py",
    "keylease_desktop/navigation.py": "tests/desktop/screens/test_workplace.py",
    "keylease_desktop/presenters/notices.py": "tests/desktop/presenters/test_frame.py",
    "keylease_desktop/presenters/recovery_kit.py": "tests/desktop/screens/test_workplace.py",
    "keylease_desktop/presenters/settings.py": "tests/desktop/test_stretched.py",
    "keylease_desktop/screens/context.py": "tests/desktop/screens/test_workplace.py",
    "keylease_desktop/screens/entrance_forms.py": "tests/desktop/screens/test_entrance.py",
    "keylease_desktop/screens/from_outside.py": "tests/desktop/test_application.py",
    "keylease_desktop/screens/locked.py": "tests/desktop/test_application.py",
    "keylease_desktop/screens/settings.py": "tests/desktop/test_stretched.py",
    "keylease_desktop/screens/settings_parts.py": "tests/desktop/test_stretched.py",
    "keylease_desktop/screens/status_line.py": "tests/desktop/screens/test_workplace.py",
    "keylease_desktop/screens/waiting.py": "tests/desktop/screens/test_workplace.py",
    "keylease_desktop/services/arrival.py": "tests/desktop/screens/test_entrance.py",
    "keylease_desktop/services/demo.py": "tests/desktop/screens/test_entrance.py",
    "keylease_desktop/services/machine.py": "tests/desktop/presenters/test_self_check.py",
    "keylease_desktop/services/services.py": "tests/desktop/test_application.py",
    "keylease_desktop/widgets/choice.py": "tests/desktop/screens/test_entrance.py",
    "keylease_desktop/widgets/text_area.py": "tests/desktop/test_stretched.py",
    "keylease_desktop/widgets/words.py": "tests/desktop/screens/test_workplace.py",
}


@cache
def project_files() -> tuple[PurePosixPath, ...]:
    """Every file of the project: committed, or about to be."""
    listed = subprocess.run(
        # the checkout may belong to somebody else, as in a container
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = [PurePosixPath(name) for name in listed.split("\0") if name]
    return tuple(path for path in paths if (ROOT / path).is_file())


def python_files(*folders: str) -> list[PurePosixPath]:
    return [p for p in project_files() if p.suffix == ".py" and p.parts[0] in folders]


@cache
def parsed(path: PurePosixPath) -> ast.Module:
    return ast.parse((ROOT / path).read_bytes())


def mirror(source: PurePosixPath) -> PurePosixPath:
    """Where the tests of a source file lie."""
    base, _package, *rooms, name = source.parts
    return PurePosixPath("tests", base, *rooms, f"test_{name}")


def defines_something(path: PurePosixPath) -> bool:
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return any(isinstance(node, definitions) for node in ast.walk(parsed(path)))


def test_the_root_holds_what_belongs_there() -> None:
    assert {path.parts[0] for path in project_files()} <= AT_THE_ROOT


def test_no_file_hides_behind_a_name_that_says_nothing() -> None:
    assert [
        str(path)
        for path in project_files()
        if NAMES_THAT_SAY_NOTHING & {part.partition(".")[0].lower() for part in path.parts}
    ] == []


def test_no_file_names_the_host_of_a_package_registry() -> None:
    contents = {path: (ROOT / path).read_bytes() for path in project_files()}
    assert [
        f"{path} names {host.decode()}"
        for path, content in contents.items()
        for host in REGISTRY_HOSTS
        if host in content
    ] == []


def test_no_file_has_grown_past_its_split() -> None:
    lengths = {
        str(path): (ROOT / path).read_bytes().count(b"\n")
        for path in python_files("core", "desktop", "tests")
    }
    assert {path for path, n in lengths.items() if n > LINES_OF_A_FILE} == READ_AS_ONE


def test_no_function_has_grown_past_one_thing() -> None:
    assert [
        f"{path}:{node.lineno} {node.name}"
        for path in python_files("core", "desktop")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LINES_OF_A_FUNCTION
    ] == []


def test_tests_mirror_the_source() -> None:
    """A source file that defines anything has its test file, or says where else it is tested."""
    sources = [path for path in python_files("core", "desktop") if defines_something(path)]
    unmirrored = {
        str(path.relative_to(path.parts[0]))
        for path in sources
        if not (ROOT / mirror(path)).is_file()
    }
    assert unmirrored == set(TESTED_ELSEWHERE)
    assert [test for test in TESTED_ELSEWHERE.values() if not (ROOT / test).is_file()] == []


@pytest.mark.parametrize(
    ("source", "test"),
    [
        ("core/keylease/errors.py", "tests/core/test_errors.py"),
        ("core/keylease/wire/events.py", "tests/core/wire/test_events.py"),
        ("desktop/keylease_desktop/screens/keys.py", "tests/desktop/screens/test_keys.py"),
    ],
)
def test_mirror(source: str, test: str) -> None:
    assert mirror(PurePosixPath(source)) == PurePosixPath(test)
