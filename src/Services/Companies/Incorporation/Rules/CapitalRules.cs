using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using static OneStop.Companies.Incorporation.Rules.IncorporationRules;

namespace OneStop.Companies.Incorporation.Rules;

/// <summary>Cap. 622 Schedule 2 and s.85: the capital on formation, and who takes it.</summary>
internal static class CapitalRules
{
    private const string Statement = "Cap. 622 Sch. 2";
    private const string InitialShareholdings = "Cap. 622 s.85";

    /// <summary>Each class by itself: some shares, an amount that is its paid and unpaid parts, its own name, its rights where there are others.</summary>
    internal static IEnumerable<RuleProblem> Classes(Application application)
    {
        var classes = application.Capital;
        for (var i = 0; i < classes.Count; i++)
        {
            var (of, path) = (classes[i], $"capital/{i}");
            if (of.Class is not null && classes.Take(i).Any(before => Party.SameText(before.Class, of.Class)))
            {
                yield return Problem($"{path}/class", "capital.class-twice", Statement, Named(of));
            }

            if (of.Number == 0)
            {
                yield return Problem($"{path}/number", "capital.no-shares", Statement);
            }

            if (of.Amount == 0)
            {
                yield return Problem($"{path}/amount", "capital.no-amount", Statement);
            }

            if (of is { Amount: { } amount, Paid: { } paid, Unpaid: { } unpaid } && (decimal)paid + unpaid != amount)
            {
                yield return Problem($"{path}/unpaid", "capital.parts", Statement, Show(amount, of), Show(paid, of), Show(unpaid, of));
            }

            if (classes.Count > 1 && of is { Class: not null, Rights: null })
            {
                yield return Problem($"{path}/rights", "capital.rights-missing", Statement);
            }
        }
    }

    /// <summary>The founder members together take exactly the shares that are issued, class by class.</summary>
    internal static IEnumerable<RuleProblem> Allotments(Application application)
    {
        for (var i = 0; i < application.Capital.Count && application.Founders.Count > 0; i++)
        {
            var of = application.Capital[i];
            var takers = application.Founders.Where(founder => Party.SameText(founder.Class, of.Class)).ToList();
            var (number, amount) = (takers.Sum(founder => (decimal)(founder.Number ?? 0)), takers.Sum(founder => (decimal)(founder.Amount ?? 0)));
            if (of.Number is { } issued && number != issued)
            {
                yield return Problem($"capital/{i}/number", "capital.shares-not-taken", InitialShareholdings, $"{issued:N0}", Named(of), $"{number:N0}");
            }

            if (of.Amount is { } subscribed && amount != subscribed)
            {
                yield return Problem($"capital/{i}/amount", "capital.amount-not-subscribed", InitialShareholdings, Show(subscribed, of), Named(of), Show((long)amount, of));
            }
        }
    }

    private static LocalizedText Named(CapitalClass of) => ShareClasses.Named(of.Class ?? "");

    private static Money Show(long cents, CapitalClass of) => new(cents, of.Currency ?? "HKD");
}
