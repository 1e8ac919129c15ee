using System.Text.Json;
using OneStop.RoadCargo.Assessment;

namespace OneStop.RoadCargo.Tests.Assessment;

public sealed class RuleSetReaderTests
{
    [Theory]
    [InlineData("[]", "", "rules.object")]
    [InlineData("""{"inspectAt":100,"sample":{"perMille":20,"seed":"s"},"rules":[],"colour":1}""", "colour", "rules.unknown")]
    [InlineData("""{"inspectAt":0,"sample":{"perMille":20,"seed":"s"},"rules":[]}""", "inspectAt", "rules.number")]
    [InlineData("""{"inspectAt":100,"rules":[]}""", "sample", "rules.missing")]
    [InlineData("""{"inspectAt":100,"sample":{"perMille":1001,"seed":"s"},"rules":[]}""", "sample/perMille", "rules.number")]
    [InlineData("""{"inspectAt":100,"sample":{"perMille":1,"seed":""},"rules":[]}""", "sample/seed", "rules.text")]
    public void A_set_with_a_slip_is_refused_with_its_place(string json, string path, string code) => Refused(json, path, code);

    [Theory]
    [InlineData("""{"field":"weight","atLeast":1}""", "rules/0/when/field", "rules.no-such-field")]
    [InlineData("""{"field":"articles","is":["x"]}""", "rules/0/when", "rules.text-test")]
    [InlineData("""{"field":"direction","mentions":["x"]}""", "rules/0/when", "rules.code-test")]
    [InlineData("""{"field":"packageCount","is":["1"]}""", "rules/0/when", "rules.number-test")]
    [InlineData("""{"field":"packageCount","atLeast":"1"}""", "rules/0/when/atLeast", "rules.number")]
    [InlineData("""{"field":"articles","mentions":[]}""", "rules/0/when/mentions", "rules.missing")]
    [InlineData("""{"field":"articles","mentions":["…"]}""", "rules/0/when/mentions/0", "rules.no-words")]
    [InlineData("""{"field":"articles","mentions":[7]}""", "rules/0/when/mentions/0", "rules.text")]
    [InlineData("""{"field":"articles","mentions":"ivory"}""", "rules/0/when/mentions", "rules.array")]
    [InlineData("""{"field":"articles","watched":"nobody"}""", "rules/0/when/watched", "rules.no-such-list")]
    [InlineData("""{"all":[]}""", "rules/0/when/all", "rules.missing")]
    [InlineData("""{"all":7}""", "rules/0/when/all", "rules.array")]
    [InlineData("""{"not":7}""", "rules/0/when/not", "rules.object")]
    [InlineData("""{"all":[{"field":"articles","mentions":["x"]}],"any":[]}""", "rules/0/when/all", "rules.unknown")]
    [InlineData("""{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"field":"plate","is":["A"]}}}}}}}}}""", "rules/0/when/not/not/not/not/not/not/not/not", "rules.too-deep")]
    [InlineData("7", "rules/0/when", "rules.object")]
    public void A_condition_with_a_slip_is_refused_with_its_place(string condition, string path, string code) =>
        Refused($$"""{"inspectAt":100,"sample":{"perMille":1,"seed":"s"},"rules":[{"id":"r","score":1,"reason":{"en":"r","zhHant":"由"},"when":{{condition}}}]}""", path, code);

    [Theory]
    [InlineData("""{"id":"r","score":1,"reason":{"en":"r","zhHant":"由"}}""", "rules/0/when", "rules.missing")]
    [InlineData("""{"id":"sample","score":1,"reason":{"en":"r","zhHant":"由"},"when":{"field":"plate","is":["A"]}}""", "rules/0/id", "rules.twice")]
    [InlineData("""{"id":"r","reason":{"en":"r","zhHant":"由"},"when":{"field":"plate","is":["A"]}}""", "rules/0/score", "rules.number")]
    [InlineData("""{"id":"r","score":1,"stop":"yes","reason":{"en":"r","zhHant":"由"},"when":{"field":"plate","is":["A"]}}""", "rules/0/stop", "rules.bool")]
    [InlineData("""{"id":"r","score":1,"reason":{"en":"r"},"when":{"field":"plate","is":["A"]}}""", "rules/0/reason/zhHant", "rules.text")]
    [InlineData("""{"id":"r","score":1,"reason":{"en":"r","zhHant":"由"},"from":"1 May","when":{"field":"plate","is":["A"]}}""", "rules/0/from", "rules.day")]
    [InlineData("""{"id":"r","score":1,"reason":{"en":"r","zhHant":"由"},"from":"2026-02-01","to":"2026-01-01","when":{"field":"plate","is":["A"]}}""", "rules/0/to", "rules.ends-before-it-begins")]
    [InlineData("7", "rules/0", "rules.object")]
    public void A_rule_with_a_slip_is_refused_with_its_place(string rule, string path, string code) =>
        Refused($$"""{"inspectAt":100,"sample":{"perMille":1,"seed":"s"},"rules":[{{rule}}]}""", path, code);

    [Fact]
    public void A_rule_that_stops_needs_no_score_and_simplified_reasons_are_made()
    {
        using var document = JsonDocument.Parse("""{"inspectAt":100,"sample":{"perMille":1,"seed":"s"},"rules":[{"id":"r","stop":true,"reason":{"en":"Ivory","zhHant":"象牙製品"},"when":{"field":"plate","is":["A"]}}]}""");

        var (rules, problems) = RuleSetReader.Read(document.RootElement);

        Assert.Empty(problems);
        Assert.Equal(("象牙制品", true, 0), (rules!.Rules[0].Reason.ZhHans, rules.Rules[0].Stop, rules.Rules[0].Score));
    }

    private static void Refused(string json, string path, string code)
    {
        using var document = JsonDocument.Parse(json);
        var (rules, problems) = RuleSetReader.Read(document.RootElement);

        Assert.Null(rules);
        Assert.Contains((path, code), problems.Select(problem => (problem.Path, problem.Code)));
    }
}
