using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Modules;
using OneStop.Platform.Texts;

namespace OneStop.Accounts.Organisations;

/// <summary>The demonstration's organisations: a shipper, the forwarder that acts for it, and a trucker with two drivers.</summary>
internal sealed class DemoOrganisations(AccountsDb db, IPeople people, Writes writes, TimeProvider time) : IDemoData
{
    private static readonly IReadOnlyList<DemoOrganisation> All =
    [
        new("Harbour Garments Limited", "海港製衣有限公司", "20260001", [("shipper@demo.example", ["road-cargo:lodge", OrganisationRights.Administer])]),
        new("Swift Forwarding Limited", "迅達貨運代理有限公司", "20260002", [("forwarder@demo.example", ["road-cargo:lodge", OrganisationRights.Administer])]),
        new("Lion Rock Trucking Limited", "獅子山運輸有限公司", "20260003",
        [
            ("trucker@demo.example", ["road-cargo:bundle", OrganisationRights.Administer]), ("driver@demo.example", ["road-cargo:bundle"]), ("driver2@demo.example", ["road-cargo:bundle"]),
        ]),
    ];

    public int Order => 1;

    public async Task FillAsync(CancellationToken ct)
    {
        var there = await db.Organisations.Select(organisation => organisation.BusinessNumber).ToListAsync(ct);
        if (All.All(organisation => there.Contains(organisation.BusinessNumber)))
        {
            return;
        }

        Dictionary<string, Guid> ids = new(StringComparer.Ordinal);
        foreach (var email in All.SelectMany(organisation => organisation.Members).Select(member => member.Email))
        {
            if (await people.FindByEmailAsync(email, ct) is { } person)
            {
                ids[email] = person.Id;
            }
        }

        await writes.RunAsync(write =>
        {
            var (inside, now) = (write.Get<AccountsDb>(), time.GetUtcNow());
            List<Guid> made = [];
            foreach (var organisation in All.Where(organisation => !there.Contains(organisation.BusinessNumber)))
            {
                var stored = new StoredOrganisation
                {
                    Id = Ids.New(),
                    Number = ReferenceNumber.New("OR"),
                    English = organisation.English,
                    Chinese = organisation.Chinese,
                    BusinessNumber = organisation.BusinessNumber,
                    CreatedAt = now,
                };
                inside.Organisations.Add(stored);
                made.Add(stored.Id);
                inside.Members.AddRange(organisation.Members.Where(member => ids.ContainsKey(member.Email))
                    .Select(member => new Member { OrganisationId = stored.Id, AccountId = ids[member.Email], Rights = RightSet.Of(member.Rights), Since = now }));
            }

            // The forwarder acts for the shipper.
            if (made.Count == All.Count)
            {
                inside.Delegations.Add(new Delegation { Id = Ids.New(), Grantor = made[0], Grantee = made[1], Rights = "road-cargo:lodge", FirstDay = HongKong.DayOf(now) });
            }

            return Task.CompletedTask;
        }, ct);
    }
}

internal sealed record DemoOrganisation(string English, string Chinese, string BusinessNumber, IReadOnlyList<(string Email, string[] Rights)> Members);
