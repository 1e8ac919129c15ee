using OneStop.Companies.Register;
using OneStop.Filings.Contracts;
using OneStop.Registers.Contracts;
using OneStop.Usage.Contracts;

namespace OneStop.Companies.Changes;

/// <summary>Begins a form in which everything the register knows already stands answered.</summary>
internal sealed class BeginChange(IRegisters registers, FilingAuthority authority, IFilings filings)
{
    /// <param name="officer">Counted from 0 among the company's officers, of a form about one of them; null for none.</param>
    internal async Task<BegunChange> RunAsync(ChangeForm form, string companyNumber, int? officer, Guid filerId, UsageChannel channel, CancellationToken ct)
    {
        if (CompanyNumber.Parse(companyNumber) is not { } number
            || await registers.FindAsync(RegisterNames.Companies, CompanyNumber.Format(number), ct) is not { } entry)
        {
            return BegunChange.Unknown;
        }

        var company = CompanyParticulars.From(entry.Content);
        var about = officer is { } index ? company.Officers.ElementAtOrDefault(index) : null;
        if ((officer is not null && (about is null || !form.About.Contains(about.Role))) || !await authority.MayFileAsync(filerId, company, ct))
        {
            return officer is not null && about is null ? BegunChange.Unknown : BegunChange.NotAuthorised;
        }

        return await filings.BeginAsync(form.Code, filerId, form.Draft(company, entry.Number, about), channel, ct) is { } id ? new(id) : BegunChange.TooMany;
    }
}

/// <param name="Why">Null where it was begun.</param>
internal sealed record BegunChange(Guid? Id, string? Why = null)
{
    internal static readonly BegunChange Unknown = new(null, "unknown");
    internal static readonly BegunChange NotAuthorised = new(null, "not-authorised");
    internal static readonly BegunChange TooMany = new(null, "too-many");
}
