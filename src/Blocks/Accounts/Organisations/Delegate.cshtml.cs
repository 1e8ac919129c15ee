using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Organisations;

[Authorize(Policy = Access.SignedIn), FreshSignIn]
[ResponseCache(NoStore = true)]
internal sealed class DelegateModel(OrganisationReading reading, OrganisationDesk desk, KnownRights rights, Text text) : RightsPage(reading, text)
{
    [BindProperty(Name = "number")]
    public string? Number { get; set; }

    public RightChoices Choices => new(rights.OfServices, Rights);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        List<RuleProblem> problems = [];
        var (first, last) = (Day("first", problems), Day("last", problems));
        return await EndAsync(problems.Count > 0 ? problems : await desk.DelegateAsync(Id, Number, Rights, first, last, User.RequiredPersonId(), ct), ct);
    }

    private DateOnly? Day(string name, List<RuleProblem> problems)
    {
        var parts = new[] { "year", "month", "day" }.Select(part => Request.Form[$"{name}-{part}"].ToString().Trim()).ToList();
        if (parts.TrueForAll(part => part.Length == 0))
        {
            return null;
        }

        if (DateOnly.TryParseExact(string.Join('-', parts), "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        problems.Add(new(name, "day.invalid", "accounts.organisations.problem.day"));
        return null;
    }
}
