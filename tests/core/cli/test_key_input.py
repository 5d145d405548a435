import pytest

from keylease.cli.ending import No
from keylease.cli.key_input import refuse_values


def test_values_as_arguments() -> None:
    refuse_values(())
    with pytest.raises(No, match="never an argument") as refused:
        refuse_values(("sk-CANARY",))
    assert "CANARY" not in str(refused.value)
    assert refused.value.exit_status == 2
