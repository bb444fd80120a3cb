"""Every line of the learnt table is found, wherever it stands."""

import pytest

from coach.content.shipped_content import shipped
from coach.review.model import Model, ModelError

HEAD = b"# corpus: x\n# label any a 1 0 1 0 0 0 0\n# label blame b 0.5 0 1 0 0 0 0\n"


def weights(table: bytes) -> dict[str, list[tuple[bytes, int]]]:
    return {
        name.decode(): [(each[:1], int(each[1:])) for each in cells.split()]
        for name, _, cells in (
            row.partition(b"\t") for row in table.splitlines() if row[:1] != b"#"
        )
    }


def test_each_feature_of_the_shipped_table_has_the_weights_of_its_own_line():
    table = (shipped() / "model" / "words.tsv").read_bytes()
    model = Model(table)
    names = {label.letter.encode(): label.name for label in model.labels}
    for feature, cells in list(weights(table).items())[::101]:
        for letter, weight in cells:
            assert model.weight(feature, names[letter]) == weight, feature


@pytest.mark.parametrize("lines", [0, 1, 2, 90, 500])
def test_the_first_line_and_the_last_are_found_and_what_stands_beside_them_is_not(lines):
    rows = [f"=w{number:04}\tb{number % 100 + 1}" for number in range(lines)]
    model = Model(HEAD + "".join(f"{row}\n" for row in rows).encode())
    for number in range(lines):
        assert model.weight(f"=w{number:04}", "blame") == number % 100 + 1
    for absent in ("", "=", "=w", "=w0000x", "=w9999", "=x", "~", "=w000", "\u4e00"):
        assert model.weight(absent, "blame") == 0


@pytest.mark.parametrize(
    "table", [b"", b"=a\tb1\n", HEAD + b"=a b1\n", HEAD + b"=a\tb1", b"# label any a one\n"]
)
def test_a_table_that_is_cut_off_or_damaged_is_refused(table):
    with pytest.raises(ModelError):
        Model(table)
