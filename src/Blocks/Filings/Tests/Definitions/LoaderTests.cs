using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using OneStop.Filings.Definitions;

namespace OneStop.Filings.Tests.Definitions;

/// <summary>What the loader says of broken files: always the line, and a cure.</summary>
[SuppressMessage("Performance", "CA1861", Justification = "Tables of a test.")]
public sealed class LoaderTests
{
    private static readonly string Sound = File.ReadAllText(Path.Combine(ServiceOffice.Shipped, "library-card.yaml"));

    public static TheoryData<string, string, string> Broken => new()
    {
        { "version: 1", "version: one", "wrong type" },
        { "keepYears: 2", "keepYears: 2\nkeepMonths: 3", "“keepMonths” is not a name that is known here" },
        { "department: lcsd", "departement: lcsd", "“departement” is not a name" },
        { "prefix: LC", "prefix: lc", "does not have the right form" },
        { "{key: born, type: date,", "{key: born, type: day,", "not offered" },
        { "{key: born, type: date,", "{key: born, type: choice,", "A choice needs its choices" },
        { "approve: applicant.age >= 12", "approve: applicant.size >= 12", "“applicant” has no “size”" },
        { "approve: applicant.age >= 12", "approve: applcant.age >= 12", "Nothing here is called “applcant”" },
        { "approve: applicant.age >= 12", "approve: applicant.age + 1", "must give true or false" },
        { "approve: applicant.age >= 12", "approve: applicant.name >= 12", "does not work on answers of these types" },
        { "approve: applicant.age >= 12", "approve: \"applicant.age >= \"", "no CEL expression" },
        { "approve: applicant.age >= 12", "approve: readFile('/etc/passwd')", "no function “readFile”" },
        { "at: applicant.born", "at: applicant.birth", "There is no “applicant.birth”" },
        { "{library: options.library,", "{libary: options.library,", "no field “libary”" },
        { "- emphasis: applicant.name", "- emphasis: applicant.identity", "sealed and this is public" },
        { "- key: contact", "- key: check", "cannot be called “check”" },
        { "- key: contact", "- key: applicant", "two pages “applicant”" },
        { "key: phone, type: phone", "key: email, type: phone", "stands twice" },
        { "eservice: library-card", "eservice: library-cards", "The file is called library-card" },
        { "draftDays: 30", "draftDays: &days 30", "Anchors" },
        { "version: 1", "version: 1\nversion: 2", "not YAML" },
    };

    [Fact]
    public void The_shipped_file_is_sound() => Assert.Empty(ReadDefinition.From("eservices/library-card.yaml", Sound, TimeProvider.System).Problems);

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_is_refused_with_its_line(string right, string wrong, string said)
    {
        Assert.Contains(right, Sound);
        var text = Sound.Replace(right, wrong, StringComparison.Ordinal);
        var at = Sound.IndexOf(right, StringComparison.Ordinal);
        var lines = Enumerable.Range(text[..at].Count(c => c == '\n') + 1, wrong.Count(c => c == '\n') + 1);

        var (definition, problems) = ReadDefinition.From("eservices/library-card.yaml", text, TimeProvider.System);

        Assert.Null(definition);
        var problem = problems.FirstOrDefault(problem => problem.What.Contains(said, StringComparison.Ordinal));
        Assert.True(problem is not null, string.Join('\n', problems));
        Assert.True(lines.Contains(problem.Line), $"{problem} is not in lines {string.Join(", ", lines)}");
        Assert.NotEmpty(problem.Cure);
    }

    [Theory]
    [InlineData("version: 1", "version: one")]
    [InlineData("keepYears: 2", "keepYears: 2\nkeepMonths: 3")]
    [InlineData("{key: born, type: date,", "{key: born, type: day,")]
    [InlineData("prefill: account.name", "prefill: account.nickname")]
    [InlineData("prefix: LC", "prefix: 7")]
    public void Nothing_is_said_of_what_is_right(string right, string wrong) =>
        Assert.Single(ReadDefinition.From("eservices/library-card.yaml", Sound.Replace(right, wrong, StringComparison.Ordinal), TimeProvider.System).Problems.DistinctBy(problem => problem.Line));

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b")]
    [InlineData("just words")]
    [InlineData("a: [")]
    [InlineData("a: b: c")]
    [InlineData("? {a: 1} : 2")]
    [InlineData("\t\u0000")]
    public void What_is_no_file_of_ours_is_refused(string text)
    {
        var (definition, problems) = ReadDefinition.From("eservices/x.yaml", text, TimeProvider.System);

        Assert.Null(definition);
        Assert.NotEmpty(problems);
    }

    /// <summary>Whatever a file says, it is read or refused: the program that reads it goes on.</summary>
    [Theory]
    [InlineData("library-card")]
    [InlineData("vehicle-licence-renewal")]
    [InlineData("job-application")]
    public void A_line_left_out_or_a_type_changed_is_never_more_than_a_problem(string code)
    {
        var lines = File.ReadAllLines(Path.Combine(ServiceOffice.Shipped, $"{code}.yaml"));
        var types = lines.SelectMany(line => Regex.Matches(line, @"type: ([\w-]+)").Select(match => match.Groups[1].Value)).Distinct().ToList();
        for (var at = 0; at < lines.Length; at++)
        {
            string[] others = [.. types.Where(type => lines[at].Contains("type: ", StringComparison.Ordinal) && !lines[at].Contains($"type: {type}", StringComparison.Ordinal))];
            foreach (var changed in (string?[])[null, .. others.Select(type => Regex.Replace(lines[at], @"type: [\w-]+", $"type: {type}"))])
            {
                var text = string.Join('\n', [.. lines[..at], .. changed is null ? Array.Empty<string>() : [changed], .. lines[(at + 1)..]]);

                var (definition, problems) = ReadDefinition.From($"eservices/{code}.yaml", text, TimeProvider.System);

                Assert.Equal(definition is null, problems.Count > 0);
            }
        }
    }

    [Fact]
    public void What_is_nested_too_deep_is_refused() =>
        Assert.Contains("nested", Assert.Single(ReadDefinition.From("eservices/x.yaml", "a: " + new string('[', 5000), TimeProvider.System).Problems).What);

    [Fact]
    public void A_bomb_of_aliases_is_refused() =>
        Assert.Contains("aliases", Assert.Single(ReadDefinition.From("eservices/x.yaml", "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]", TimeProvider.System).Problems).What);
}
