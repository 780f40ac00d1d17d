"""What a visitor of the demonstration is told: who signs in where, and the ten steps.

Refuses to leave a step out: a test clicks through a meeting by these lines alone.
"""

from demo_meeting_steps import ACCOUNTS, YOURS, Meeting
from electing import ROOT, say

PLAYERS_LOG = "players.log"
PRESENT = 14
ELSEWHERE = ("thuky", "kiemphieu1")
"""Who signs in at "localhost": its cookie is another one than that of 127.0.0.1."""
GUIDE = """\
Two things stand ready, A and B. Neither needs the other: take one of them, or both.

A. ONE MEETING, which you lead by hand: the secret ballot of step 4.
Three of you at one screen need three browser windows that share no cookie: chutri in
a normal window, kiemphieu1 at the address with "localhost", and yourself as member
{yours} in a private window. 13 members are played and wait for you; their log:
{log}

  1. chutri:      "Bảng điều hành", then "Phát phiếu".
  2. {yours}:        "Tiếp tục", compare the code with the one above, "Mã trùng khớp".
  3. chutri:      when "Phiếu phát ra" is {present}: "Bắt đầu đăng ký phiếu", and wait
                  half a minute. When "Đã đăng ký" is {present}: "Lập biên bản mở".
  4. kiemphieu1:  "Bàn kiểm phiếu", "Xác nhận hòm phiếu trống"; then type the code
                  "Mã mở bỏ phiếu" of the header: "Xác nhận đã ký".
     chutri:      type the same code, "Xác nhận đã ký", then "Mở bỏ phiếu".
  5. {yours}:        mark, "Xem lại phiếu", "Gửi phiếu"; keep the code of the receipt.
  6. chutri:      when "Chưa gửi" is 00: "Đóng bỏ phiếu".
  7. both:        type the code "Mã đóng bỏ phiếu" of the header: "Xác nhận đã ký".
     kiemphieu1:  "Tải gói kiểm phiếu": the count begins. (The demonstration counts
                  the same record; a real laptop gets the file on a stick.)
  8. a second terminal, in this folder:  make demo-count
  9. kiemphieu1:  hand in the two files that it names, and type {present} and {present}:
                  "Nhận kết quả".
 10. chutri:      "Công bố kết quả"; the wall leads to it. kiemtra: "Trang kiểm chứng",
                  "Kiểm chứng ngay". kiemphieu1: "Niêm phong và bàn giao".
"""


def tell(base: str, passwords: dict[str, str], meeting: Meeting, code: str) -> None:
    """Print each role's link and password, your own code, and what to do with them."""
    other = base.replace("127.0.0.1", "localhost")
    say("")
    for login, name, role, _ in ACCOUNTS:
        say(f"  {role.value:<11} {login:<11} {passwords[login]:<14} {name}")
        if login == "chutri" or login in ELSEWHERE:
            host = other if login in ELSEWHERE else base
            say(f"{'':14}{host}/staff/sign-in")
    say(f"  {'member':<11} {YOURS:<11} {code:<14} you, in a private window")
    say(f"{'':14}{base}/s/{code}")
    say(f"  the wall    {base}/wall/{meeting.uuid}")
    say(f"  Mã cấu hình {meeting.manifest_code}")
    say("")
    log = (meeting.folder / PLAYERS_LOG).relative_to(ROOT)
    say(GUIDE.format(yours=YOURS, present=PRESENT, log=log))
