"""Which files a field of the committee's desk asks for, said where others are given.

Refuses to read anything itself: it turns the reader's refusal into the field's.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from ballot_service import errors
from ballot_service.errors import BallotServiceError, EncodingError, WorkflowError


@contextmanager
def wanting(fault: type[WorkflowError]) -> Iterator[None]:
    """Say by `fault` that a file is not in the form of the one that is asked for.

    Raises:
        The fault, with the name and the detail of what the reader said.
    """
    try:
        yield
    except EncodingError as error:
        raise fault(f"{error.name}: {error.detail}") from error


WANTED_FILES: dict[type[BallotServiceError], tuple[str, str]] = {
    errors.NotKeyFiles: (
        (
            "Chưa đúng tệp. Chọn trustees.json và signing_keys.json trong thư mục khoa "
            "của máy kiểm phiếu, mỗi tệp vào đúng ô của nó. Tệp share-….json là mảnh "
            "khóa bí mật: không bao giờ đưa vào máy chủ này."
        ),
        (
            "Not the right files. Choose trustees.json and signing_keys.json in the "
            "folder khoa of the counting laptop, each in its own field. A file "
            "share-….json is a secret share: never bring it to this server."
        ),
    ),
    errors.NotProofFile: (
        (
            "Chưa đúng tệp. Chọn các tệp chung-minh-….json mà lệnh prove ghi ra trên "
            "máy kiểm phiếu; request.json và share-….json không phải tệp này."
        ),
        (
            "Not the right file. Choose the files chung-minh-….json that prove wrote "
            "on the counting laptop; request.json and share-….json are not these."
        ),
    ),
    errors.NotResultFiles: (
        (
            "Chưa đủ hoặc chưa đúng tệp. Chọn cùng lúc record.bel và statement.json "
            "trong thư mục ket-qua mà lệnh count ghi ra; tệp trong thư mục record là "
            "hồ sơ chưa kiểm phiếu."
        ),
        (
            "Not both files, or not the right ones. Choose record.bel and "
            "statement.json together, in the folder ket-qua that count wrote; those in "
            "the folder record are of before the count."
        ),
    ),
    errors.NotSlipFile: (
        (
            "Chưa đúng tệp. Chỉ chọn slips.json. Tệp slips.pdf có mã trên thẻ: không "
            "bao giờ đưa vào máy chủ này; đã chọn nhầm thì báo Trưởng ban, nên in lại "
            "bộ thẻ khác."
        ),
        (
            "Not the right file. Choose slips.json alone. slips.pdf holds the codes: "
            "never bring it to this server; if it was chosen, tell the head, and "
            "better print other slips."
        ),
    ),
}
