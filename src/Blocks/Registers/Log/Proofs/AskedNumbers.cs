using System.Globalization;
using Microsoft.AspNetCore.Http;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Registers.Log.Proofs;

/// <summary>Whole numbers of a query, each with its bounds; what is wrong with all of them is answered at once.</summary>
internal sealed class AskedNumbers(Text text)
{
    /// <summary>No bound; one more is still a number.</summary>
    private const long Unbounded = long.MaxValue - 1;

    private readonly List<RuleProblem> problems = [];

    internal IResult? Problem => problems.Count == 0 ? null : problems.ToResult(text);

    internal long? Read(string name, string? value, long atLeast = 0, long atMost = Unbounded, bool required = false)
    {
        if (value is null && !required)
        {
            return null;
        }

        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= atLeast && number <= atMost)
        {
            return number;
        }

        problems.Add(atMost == Unbounded
            ? new(name, "number.not-whole", "registers.log.problem.whole") { Args = [name, atLeast] }
            : new(name, "number.out-of-range", "registers.log.problem.range") { Args = [name, atLeast, atMost] });
        return null;
    }
}
