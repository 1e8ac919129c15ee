using OneStop.Filings.Definitions;

namespace OneStop.Filings.Tests.Definitions;

public sealed class ExpressionTests
{
    private static readonly Dictionary<string, IReadOnlySet<string>?> Names = new()
    {
        ["pet"] = new HashSet<string> { "kind", "born", "weight", "tricks", "nothing" },
        ["owners"] = null,
        ["today"] = null,
    };

    private static readonly Dictionary<string, object?> Given = new()
    {
        ["pet"] = new Dictionary<string, object?> { ["kind"] = "dog", ["born"] = Facts.Stamp(new DateOnly(2024, 2, 29)), ["weight"] = 12L, ["tricks"] = new object[] { "sit", "roll" } },
        ["owners"] = new object[] { new Dictionary<string, object?> { ["age"] = 12L }, new Dictionary<string, object?> { ["age"] = 40L } },
        ["today"] = Facts.Stamp(new DateOnly(2026, 2, 28)),
    };

    [Theory]
    [InlineData("pet.kind == 'dog'", true)]
    [InlineData("pet.weight * 100", 1200L)]
    [InlineData("pet.weight > 10 ? 'large' : 'small'", "large")]
    [InlineData("'sit' in pet.tricks", true)]
    [InlineData("size(pet.tricks)", 2L)]
    [InlineData("owners.all(o, o.age >= 18)", false)]
    [InlineData("owners.exists(o, o.age >= 18)", true)]
    [InlineData("has(pet.nothing)", false)]
    [InlineData("years(pet.born, today)", 1L)]
    [InlineData("years(pet.born, date('2026-03-01'))", 2L)]
    [InlineData("days(pet.born, date('2024-03-01'))", 1L)]
    [InlineData("plusYears(pet.born, 1) == date('2025-02-28')", true)]
    [InlineData("plusMonths(today, 12) > date('2027-02-27')", true)]
    [InlineData("plusDays(today, 1) > today", true)]
    [InlineData("pet.born <= today && pet.kind.startsWith('d')", true)]
    public void An_expression_gives_its_value(string source, object value) => Assert.Equal(value, Expression.Compile(source, Names).Evaluate(Given));

    [Theory]
    [InlineData("pet.nothing + 1")]
    [InlineData("pet.weight / 0")]
    [InlineData("years(pet.nothing, today)")]
    [InlineData("plusYears(today, 9999999)")]
    [InlineData("9223372036854775807 + pet.weight")]
    public void What_cannot_be_worked_out_is_no_value_and_not_true(string source)
    {
        var expression = Expression.Compile(source, Names);

        Assert.False(expression.TryEvaluate(Given, out _));
        Assert.False(expression.IsTrue(Given));
    }

    [Theory]
    [InlineData("while(true) {}")]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("open('/etc/passwd')")]
    [InlineData("http.get('http://example.com')")]
    [InlineData("pet.kind.getClass()")]
    [InlineData("pet.kind.matches('^(a+)+$')")]
    [InlineData("type(pet)")]
    [InlineData("owners.all(a, owners.all(b, owners.all(c, true)))")]
    [InlineData("[1,2,3].map(x, [1,2,3].map(y, x * y))")]
    [InlineData("pet.__proto__")]
    [InlineData("x = 1")]
    [InlineData("")]
    public void A_hostile_or_foreign_expression_is_refused_with_a_cure(string source) =>
        Assert.NotEmpty(Assert.Throws<ExpressionException>(() => Expression.Compile(source, Names)).Cure);

    [Fact]
    public void What_is_too_long_or_too_deep_is_refused_before_it_is_read()
    {
        Assert.Throws<ExpressionException>(() => Expression.Compile(new string('(', 100_000), Names));
        Assert.Throws<ExpressionException>(() => Expression.Compile(new string('(', 50) + "1" + new string(')', 50), Names));
        Assert.Throws<ExpressionException>(() => Expression.Compile(string.Join("+", Enumerable.Repeat("1", 400)), Names));
    }

    [Fact]
    public async Task One_expression_serves_many_at_once()
    {
        var expression = Expression.Compile("owners.filter(o, o.age > 18).map(o, o.age)[0] + pet.weight", Names);

        var values = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => expression.Evaluate(new Dictionary<string, object?>(Given)
        {
            ["pet"] = new Dictionary<string, object?> { ["weight"] = (long)i },
        }))));

        Assert.Equal(Enumerable.Range(0, 400).Select(i => (object)(40L + i)), values);
    }
}
