using OneStop.Companies.Register;
using OneStop.Platform.Web;

namespace OneStop.Companies.Changes;

/// <summary>What a form does to what the register says.</summary>
/// <param name="Company">What the register will say; null where answers are missing or wrong.</param>
/// <param name="On">From when it holds.</param>
/// <param name="Problems">Why it cannot be, each with its field, code and rule; empty where it can.</param>
internal sealed record Effect(CompanyParticulars? Company, DateOnly? On, IReadOnlyList<RuleProblem> Problems)
{
    /// <summary>An officer goes by another name from now on.</summary>
    internal (string From, string To)? Renamed { get; init; }

    /// <summary>Text keys that say why a registrar must look; empty where the rules suffice.</summary>
    internal IReadOnlyList<string> ForRegistrar { get; init; } = [];

    internal bool IsSound => Company is not null && On is not null && Problems.Count == 0;
}
