using OneStop.Payments.Contracts;

namespace OneStop.Payments.Ledger;

/// <summary>The chart of accounts, in hledger's way of writing.</summary>
internal static class LedgerAccounts
{
    public const string RefundsPayable = "liabilities:refunds-payable";
    public const string Suspense = "liabilities:suspense";

    /// <summary>What a provider has taken for us and not yet handed over.</summary>
    public static string Clearing(string provider) => $"assets:psp-clearing:{provider}";

    /// <summary>What is held for a department.</summary>
    public static string Department(string department) => $"liabilities:departments:{department}";

    /// <summary>The department a fee belongs to: its code's first part (<c>ird.registration.levy</c>), else the department that asked.</summary>
    public static string DepartmentOf(FeeLine line, string asking) =>
        line.Code.Split('.') is [{ Length: >= 2 and <= 5 } department, _, ..] && department.All(char.IsAsciiLetterLower) ? department : asking;

    /// <summary>
    /// Which departments' money a refund is: the refundable lines in their order, then the others, after what earlier refunds have used up.
    /// </summary>
    public static IReadOnlyList<(string Department, long Cents)> Share(IReadOnlyList<FeeLine> lines, string asking, long alreadyBack, long cents)
    {
        var shares = new List<(string Department, long Cents)>();
        var skip = alreadyBack;
        foreach (var line in lines.OrderByDescending(line => line.Refundable))
        {
            var skipped = Math.Min(skip, line.Cents);
            skip -= skipped;
            var taken = Math.Min(cents, line.Cents - skipped);
            cents -= taken;
            if (taken > 0)
            {
                shares.Add((DepartmentOf(line, asking), taken));
            }
        }

        return cents == 0
            ? [.. shares.GroupBy(share => share.Department).Select(group => (group.Key, group.Sum(share => share.Cents)))]
            : throw new InvalidOperationException("More goes back than was paid.");
    }
}
