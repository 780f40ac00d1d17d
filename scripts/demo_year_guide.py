"""What a visitor is told of the whole year: who clicks what, in which order.

Refuses to leave a step out: a test clicks through the year by these lines alone.
"""

import json
from pathlib import Path

from demo_year import KEPT, PLAN, SAMPLE_PAPER
from electing import ROOT, say

from tests import cycle_sample as sample

GUIDE = """\
B. THE WHOLE YEAR of the same department, which you click through: a review, its four
steps, lists and submission.   {base}/cycle/{cycle}
Two browser windows: chutri in a normal one; thuky at the address with "localhost" (sign
kiemphieu1 out there first). Both find it under "Các đợt rà soát", "Mở đợt này". Under
"Việc tiếp theo" its page says what comes next and whose it is; "Thực hiện" opens the
form. Where a form asks for a paper, any number will do, and no day is needed.
Where a step has made its ballot, type in a second terminal, in this folder:
make demo-hold. In place of all that "Bảng điều hành" leads to, it plays the committee
and the members ({counts}) with the booth's own code: a minute for 15, some
minutes for 180. Then take the result.

  1. thuky:       "Bắt đầu thẩm định", "Kiểm tra điều kiện", "Mở Bước 1".
     terminal:    make demo-hold
     thuky:       "Nhận kết quả", "Ghi ý kiến".      chutri: "Kết thúc Bước 1".
  2. chutri:      "Mở Bước 2".
     terminal:    make demo-hold
     chutri:      "Nhận kết quả", "Thống nhất danh sách".
  3. chutri:      "Mở Bước 3".
     terminal:    make demo-hold
     thuky:       "Nhận kết quả", "Tổng hợp kết quả" (type the report's number too).
  4. chutri:      "Mở Bước 4".
     terminal:    make demo-hold
     chutri:      "Nhận kết quả"; see the tie and the missing woman at "Kết quả các
                  bước". "Ghi quyết định về cơ cấu", then "Mở bỏ phiếu lại".
     terminal:    make demo-hold
     chutri:      "Nhận kết quả", "Chốt danh sách": "Danh sách" shows them, "Văn bản"
                  prints them.
  5. thuky:       "Tờ trình", "Bắt đầu lập tờ trình". Hand in a paper or two, any PDF,
                  such as {paper}
     terminal:    make demo-papers      (it hands in the rest)
     chutri:      "Tờ trình", "Trình"; then "Ban hành quyết định".
  6. thuky:       "Tờ trình", "Niêm phong và xuất gói"; later "Ghi tiếp nhận", and
                  "Ghi kết quả" person by person; in the end "Lưu trữ hồ sơ đợt".

What must come out: out of the plan Bùi Đình Kiên, but not Đặng Thị Kim Duyên.
Giám đốc Sở: Hoàng Bá Vỹ, and after a tie with 10 each Lương Thị Bích Quyên,
9 to 5. Phó Giám đốc Sở: Mai Thị Thanh Uyên, Nông Viết Điền, Cao Hữu Huân. Chánh Văn
phòng Sở: Hà Viết Bách, Lý Công Hào.
W06 on the page: the first quarter of the sample's year is over. A review of your own:
"Lập đợt rà soát" with the file {plan},
another name of the body (this one has a review this year, E14), any number of the
evaluation, and, out of the quarter, a waiver with its box ticked.
"""


def tell_year(folder: Path) -> None:
    """Print how the year is clicked through."""
    kept = json.loads((folder / KEPT).read_text(encoding="utf-8"))
    counts = ", ".join(str(sample.turnout(step)[0]) for step in (1, 2, 3, 4))
    names = {"plan": PLAN, "paper": SAMPLE_PAPER}
    files = {key: (folder / name).relative_to(ROOT) for key, name in names.items()}
    say(GUIDE.format(**kept, counts=counts, **files))
