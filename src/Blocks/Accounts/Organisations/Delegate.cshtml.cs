using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using OneStop.Platform.Web.Components;

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
        var typed = TypedDay.Of(name, box => Request.Form[box]);
        if (typed.IsEmpty || typed.Day is not null)
        {
            return typed.Day;
        }

        problems.Add(new(name, "day.invalid", "accounts.organisations.problem.day"));
        return null;
    }
}
