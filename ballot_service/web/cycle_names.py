"""The names of acts and papers of a review cycle, in Vietnamese and in English.

Refuses to choose a language; `cycle_words` does.
"""

Words = tuple[str, str]
"""In Vietnamese and in English."""

ACT_NAMES: dict[str, Words] = {
    "start_review": ("Bắt đầu thẩm định, rà soát", "Start the review"),
    "check_eligibility": ("Kiểm tra điều kiện, tiêu chuẩn", "Check eligibility"),
    "open_step1": ("Mở Bước 1: họp tập thể lãnh đạo", "Open step 1: the collective"),
    "record_opinion": (
        "Ghi ý kiến của tập thể lãnh đạo",
        "Record the collective's opinion",
    ),
    "finish_step1": ("Kết thúc Bước 1", "Finish step 1"),
    "close_without_additions": (
        "Chốt danh sách, không có bổ sung",
        "Close the list without additions",
    ),
    "open_step2": (
        "Mở Bước 2: lấy ý kiến hội nghị cán bộ chủ chốt",
        "Open step 2: consult the key cadres",
    ),
    "agree_list": ("Thống nhất danh sách sau Bước 2", "Agree the list after step 2"),
    "return_to_review": (
        "Trở lại thẩm định, rà soát (có nhân sự mới)",
        "Return to the review (a new name)",
    ),
    "open_step3": (
        "Mở Bước 3: lấy ý kiến tập thể lãnh đạo mở rộng",
        "Open step 3: consult the expanded collective",
    ),
    "summarise": ("Tổng hợp kết quả Bước 2 và Bước 3", "Sum up steps 2 and 3"),
    "open_step4": ("Mở Bước 4: bỏ phiếu kín", "Open step 4: secret ballot"),
    "reballot_tie": (
        "Mở bỏ phiếu lại giữa các nhân sự bằng phiếu",
        "Open the re-ballot among the tied",
    ),
    "repeat_void": (
        "Lập lại cuộc bỏ phiếu đã hủy (lần mới)",
        "Repeat the void ballot (a new run)",
    ),
    "decide_tie": ("Ghi quyết định về bằng phiếu", "Record the decision on the tie"),
    "decide_structure": (
        "Ghi quyết định về cơ cấu",
        "Record the decision on structure",
    ),
    "choose_titles": ("Ghi chức danh được giữ", "Record the titles that are kept"),
    "close_list": ("Chốt danh sách", "Close the list"),
    "draft_submission": ("Lập tờ trình", "Draft the submission"),
    "submit": ("Trình cấp có thẩm quyền", "Submit to the authority"),
    "start_appraisal": ("Ghi việc tiếp nhận để thẩm định", "Record the receipt"),
    "ask_supplement": ("Ghi yêu cầu bổ sung hồ sơ", "Record a request for more papers"),
    "record_answer": ("Nhập văn bản trả lời", "Enter the authority's answer"),
    "issue_own_decision": (
        "Ban hành quyết định theo thẩm quyền",
        "Issue the decision under own authority",
    ),
    "archive": ("Lưu trữ hồ sơ đợt", "Archive the dossier"),
    "suspend": ("Tạm dừng đợt", "Suspend the review"),
    "resume": ("Tiếp tục đợt", "Resume the review"),
    "cancel": ("Hủy đợt", "Cancel the review"),
    "take_result": ("Nhận kết quả đã ký vào đợt", "Take the signed result"),
    "add_paper": ("Ghi thêm văn bản", "Put a paper on file"),
}

LOG_NAMES: dict[str, Words] = {
    **ACT_NAMES,
    "make_paper": ("Lập văn bản để in", "Paper made for print"),
    "create_cycle": ("Lập đợt rà soát", "Review created"),
    "amend_plan": ("Sửa phương án", "Plan amended"),
    "amend_meeting": ("Sửa cuộc họp", "Meeting amended"),
    "open_reballot": ACT_NAMES["reballot_tie"],
    "record_tie_decision": ACT_NAMES["decide_tie"],
    "record_structure_decision": ACT_NAMES["decide_structure"],
    "record_title_choice": ACT_NAMES["choose_titles"],
    "suspend_cycle": ACT_NAMES["suspend"],
    "resume_cycle": ACT_NAMES["resume"],
    "cancel_cycle": ACT_NAMES["cancel"],
    "archive_cycle": ACT_NAMES["archive"],
}

PAPERS: dict[str, Words] = {
    "plan": ("Phương án rà soát", "Review plan"),
    "evaluation": ("Văn bản đánh giá cán bộ năm trước", "Evaluation of last year"),
    "waiver": ("Văn bản cho phép của cấp có thẩm quyền", "Waiver of the authority"),
    "eligibility": ("Kết quả kiểm tra điều kiện", "Eligibility report"),
    "eligibility_report": ("Kết quả kiểm tra điều kiện", "Eligibility report"),
    "proposals": ("Danh sách đề nghị", "Proposals"),
    "opinion": ("Ý kiến của tập thể lãnh đạo", "Opinion of the collective"),
    "places_recomputed": ("Bảng tính lại số lượng", "Places computed anew"),
    "meeting_minutes": ("Biên bản hội nghị", "Minutes of the meeting"),
    "counting_minutes": ("Biên bản kiểm phiếu", "Counting minutes"),
    "removal_minutes": (
        "Biên bản kiểm phiếu đưa ra khỏi quy hoạch",
        "Counting minutes of the removals",
    ),
    "meeting_minutes_1": ("Biên bản hội nghị Bước 1", "Minutes of step 1"),
    "meeting_minutes_2": ("Biên bản hội nghị Bước 2", "Minutes of step 2"),
    "meeting_minutes_3": ("Biên bản hội nghị Bước 3", "Minutes of step 3"),
    "meeting_minutes_4": ("Biên bản hội nghị Bước 4", "Minutes of step 4"),
    "counting_minutes_1": ("Biên bản kiểm phiếu Bước 1", "Counting minutes, step 1"),
    "counting_minutes_2": ("Biên bản kiểm phiếu Bước 2", "Counting minutes, step 2"),
    "counting_minutes_3": ("Biên bản kiểm phiếu Bước 3", "Counting minutes, step 3"),
    "counting_minutes_4": ("Biên bản kiểm phiếu Bước 4", "Counting minutes, step 4"),
    "roll_basis_1": ("Căn cứ danh sách Bước 1", "Document behind the roll, step 1"),
    "roll_basis_2": ("Căn cứ danh sách Bước 2", "Document behind the roll, step 2"),
    "roll_basis_3": ("Căn cứ danh sách Bước 3", "Document behind the roll, step 3"),
    "roll_basis_4": ("Căn cứ danh sách Bước 4", "Document behind the roll, step 4"),
    "agreed_list": ("Danh sách đã thống nhất", "Agreed list"),
    "step2_result": ("Kết quả Bước 2", "Result of step 2"),
    "step3_result": ("Kết quả Bước 3", "Result of step 3"),
    "agency_report": (
        "Báo cáo tổng hợp của cơ quan tổ chức",
        "Report of the personnel agency",
    ),
    "statement": ("Bản kết quả đã ký", "Signed statement"),
    "result": ("Số liệu của bản kết quả", "Figures of the statement"),
    "void_minutes": ("Biên bản hủy cuộc bỏ phiếu", "Minutes of voiding"),
    "tie_decision": ("Quyết định về bằng phiếu", "Decision on a tie"),
    "structure_decision": ("Quyết định về cơ cấu", "Decision on structure"),
    "title_choice": ("Quyết định chức danh được giữ", "Titles kept"),
    "lists": ("Danh sách đã chốt", "Closed lists"),
    "conclusion": ("Kết luận của tập thể lãnh đạo", "Conclusion of the collective"),
    "own_decision": ("Quyết định theo thẩm quyền", "Own decision"),
    "archive_record": ("Biên bản giao nộp lưu trữ", "Archive record"),
    "submission": ("Tờ trình", "Submission"),
    "receipt": ("Giấy tiếp nhận", "Receipt"),
    "request": ("Công văn yêu cầu bổ sung", "Request for supplements"),
    "answer": ("Văn bản trả lời", "Answer"),
    "answers": ("Kết quả xác nhận từng nhân sự", "Answers by person"),
    "reason": ("Lý do", "Reason"),
    "authority": ("Cấp quyết định", "Ordered by"),
    "cancellation": ("Quyết định hủy đợt", "Cancellation"),
}
