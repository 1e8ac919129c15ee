using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Organisations;

[Authorize(Policy = Access.SignedIn), FreshSignIn]
[ResponseCache(NoStore = true)]
internal sealed class EditMemberModel(OrganisationReading reading, OrganisationDesk desk, KnownRights rights, Text text) : RightsPage(reading, text)
{
    [FromRoute(Name = "person")]
    public Guid Person { get; set; }

    public string Name => View.People.TryGetValue(Person, out var person) ? person.Name : Person.ToString();

    public RightChoices Choices => new(rights.OfPeople, RightSet.Open(View.Members.Single(member => member.AccountId == Person).Rights));

    public override async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        await LoadAsync(ct) && View.Members.Any(member => member.AccountId == Person) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => Rights.Count == 0
        ? ChangeAsync(new[] { new RuleProblem("rights", "rights.none", "accounts.organisations.problem.rights") }, ct)
        : ChangeAsync(null, ct);

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        Rights = [];
        return ChangeAsync(null, ct);
    }

    private async Task<IActionResult> ChangeAsync(IReadOnlyList<RuleProblem>? refused, CancellationToken ct)
    {
        refused ??= await desk.ChangeMemberAsync(Id, Person, Rights, User.RequiredPersonId(), ct);
        // Who has just given up administering sees the list of organisations again.
        if (refused.Count == 0 && Person == User.RequiredPersonId())
        {
            return this.RedirectTo("/account/organisations");
        }

        var answer = await EndAsync(refused, ct);
        return View is null || View.Members.Any(member => member.AccountId == Person) ? answer : NotFound();
    }
}
