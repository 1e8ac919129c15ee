using System.Text.Json.Nodes;
using CsCheck;
using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Tests.Forms;

public sealed class AnswerTests
{
    private static readonly FormDefinition Form = new("form", 1, "cr", "FO", "form",
    [
        new("plain", "all", [new("open", QuestionKind.Text), new("secret", QuestionKind.Text, Sealed: true)]),
        new("many", "all", [new("open", QuestionKind.Text), new("secret", QuestionKind.Address, Sealed: true)], new Repeat(0, 9, ["open"])),
    ], 7);

    private readonly Wording wording = new(Form, new Text(new TextCatalogue([typeof(FilingsModule).Assembly])));

    [Theory]
    [InlineData("Amy", "Amy")]
    [InlineData("  Amy\tChan ", "Amy Chan")]
    [InlineData("e\u0301", "é")]
    [InlineData("陳大文", "陳大文")]
    [InlineData("𨋢", "𨋢")]
    [InlineData("ＡＢＣ", "ＡＢＣ")]
    [InlineData("a\nb", null)]
    [InlineData("a\u0000b", null)]
    [InlineData("a\u001bb", null)]
    [InlineData("a\ud800b", null)]
    [InlineData("a\udc00", null)]
    [InlineData("a\ufffdb", null)]
    [InlineData("a\ufffe", null)]
    [InlineData("a\u2028b", null)]
    [InlineData("a\u202eb", null)]
    public void A_line_keeps_its_characters_or_is_refused(string typed, string? kept) => Assert.Equal(kept, PlainText.Keep(typed, lines: false));

    [Theory]
    [InlineData("12", 12)]
    [InlineData("１２", 12)]
    [InlineData(" 1,200 ", 1200)]
    [InlineData("-3", -3)]
    public void A_number_is_read_however_it_was_typed(string typed, long value) =>
        Assert.Equal(value, Type(QuestionKind.Number, typed).Value!.GetValue<long>());

    [Theory]
    [InlineData("120", 12000)]
    [InlineData("120.5", 12050)]
    [InlineData("HK$1,200.05", 120005)]
    [InlineData("＄１２０．５０", 12050)]
    [InlineData("$0", 0)]
    public void An_amount_is_read_in_cents(string typed, long cents) => Assert.Equal(cents, Type(QuestionKind.Money, typed).Value!.GetValue<long>());

    [Theory]
    [InlineData("amy@example.hk", true)]
    [InlineData("ａｍｙ＠example.hk", true)]
    [InlineData("a.b+c@sub.example.com.hk", true)]
    [InlineData("amy", false)]
    [InlineData("amy@hk", false)]
    [InlineData("amy@.hk", false)]
    [InlineData("amy@example..hk", false)]
    [InlineData("Amy <amy@example.hk>", false)]
    [InlineData("amy@example.hk,ben@example.hk", false)]
    [InlineData("amy chan@example.hk", false)]
    [InlineData("amy@例子.hk", false)]
    public void An_address_of_mail_is_one_that_can_be_written_to(string typed, bool right) => Assert.Equal(right, Type(QuestionKind.Email, typed).Problems.Count == 0);

    [Theory]
    [InlineData("2345 6789", "23456789")]
    [InlineData("+852 2345-6789", "+85223456789")]
    [InlineData("（２）３４５６７８９", "23456789")]
    [InlineData("12", null)]
    [InlineData("1234567890123456", null)]
    public void A_telephone_number_is_kept_as_digits(string typed, string? kept) => Assert.Equal(kept, Type(QuestionKind.Phone, typed).Value?.GetValue<string>());

    [Fact]
    public void Whatever_is_typed_is_kept_valid_or_refused_and_never_fails() => Gen.Select(Gen.Enum<QuestionKind>(), Gen.String).Sample((kind, typed) =>
    {
        if (kind == QuestionKind.File)
        {
            return;
        }

        var question = new Question("open", kind, Choices: ["a", "b"]);
        var asked = new Asked(Form.Pages[0], null, question, null);
        var first = new TypedAnswers(wording, name => [typed]).Read(asked);
        if (first.Value is null)
        {
            return;
        }

        // What was kept reads back from JSON as itself.
        var form = Form with { Pages = [new FormPage("plain", "all", [question])] };
        var (content, problems) = new JsonAnswers(form, wording, new HashSet<string>()).Read(new JsonObject { ["plain"] = new JsonObject { ["open"] = first.Value.DeepClone() } });
        Assert.Empty(problems);
        Assert.True(JsonNode.DeepEquals(first.Value, content["plain"]!["open"]), $"{first.Value} became {content["plain"]!["open"]}");
    });

    [Fact]
    public void Sealed_answers_leave_the_open_content_and_come_back()
    {
        var cipher = new FieldCipher(new byte[32]);
        var content = JsonNode.Parse("""{"plain":{"open":"a","secret":"A123456(3)"},"many":[{"open":"b"},{"open":"c","secret":{"line1":"Hidden Lane","country":"HK"}}]}""")!.AsObject();

        var (open, closed) = SealedAnswers.Close(Form, content, cipher);

        Assert.DoesNotContain("A123456", open + closed, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", open + closed, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(content, SealedAnswers.Open(open, closed, cipher)));
    }

    private Answer Type(QuestionKind kind, string typed) =>
        new TypedAnswers(wording, _ => [typed]).Read(new Asked(Form.Pages[0], null, new Question("open", kind) { Min = -10 }, null));
}
