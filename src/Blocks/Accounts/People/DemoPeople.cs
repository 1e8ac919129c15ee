using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using OneStop.Accounts.Passwords;
using OneStop.Accounts.Posts;
using OneStop.Platform.Data;
using OneStop.Platform.Modules;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;

namespace OneStop.Accounts.People;

/// <summary>The demonstration's people and officers, all with one password (<c>Demo:Password</c>).</summary>
internal sealed class DemoPeople(AccountsDb db, Writes writes, PasswordHashes passwords, FieldCipher cipher, IConfiguration configuration, TimeProvider time) : IDemoData
{
    internal static readonly IReadOnlyList<DemoPerson> All =
    [
        new("amy.chan@demo.example", "Chan Tai Man, Amy", Lang.English, null),
        new("ben.wong@demo.example", "黃志明", Lang.Traditional, null),
        new("carmen.lee@demo.example", "李嘉敏", Lang.Traditional, null),
        new("registrar@demo.example", "Ho Wing Sze", Lang.English, "cr:registrar"),
        new("registrar2@demo.example", "鄭家豪", Lang.Traditional, "cr:registrar"),
        new("cashier@demo.example", "Yip Ka Yan", Lang.English, "try:cashier"),
        new("cashier2@demo.example", "馮美玲", Lang.Traditional, "try:cashier"),
        new("stations@demo.example", "Automatic Weather Stations", Lang.English, "hko:stations"),
        new("auditor@demo.example", "Lau Chi Keung", Lang.English, "dpo:auditor"),
        new("operator@demo.example", "Tang Siu Ming", Lang.English, "dpo:operator"),
        new("forecaster@demo.example", "Lam Chun Fai", Lang.English, "hko:forecaster"),
        new("forecaster2@demo.example", "曾詠珊", Lang.Traditional, "hko:forecaster"),
        new("risk@demo.example", "Kwok Wai Man", Lang.English, "ced:risk"),
        new("risk2@demo.example", "潘樂怡", Lang.Traditional, "ced:risk"),
        new("cargo-desk@demo.example", "Leung Pui Shan", Lang.English, "ced:cargo"),
        new("cargo-desk2@demo.example", "羅志偉", Lang.Traditional, "ced:cargo"),
        new("control-point@demo.example", "Lok Ma Chau Control Point", Lang.English, "ced:control-point"),
        new("shipper@demo.example", "Mak Ka Man", Lang.English, null),
        new("forwarder@demo.example", "蘇永康", Lang.Traditional, null),
        new("trucker@demo.example", "Fung Kwok Keung", Lang.English, null),
        new("driver@demo.example", "何偉明", Lang.Traditional, null),
        new("driver2@demo.example", "Yeung Chi Wai", Lang.English, null),
    ];

    public int Order => 0;

    public async Task FillAsync(CancellationToken ct)
    {
        // Who tries an e-service decides on it too.
        var officers = configuration["Demo:Officer"] is { } post
            ? (DemoPerson[])[new("officer@demo.example", "Wan Siu Fong", Lang.English, post), new("officer2@demo.example", "陸展鵬", Lang.Traditional, post)]
            : [];
        var hashes = All.Concat(officers).ToDictionary(person => EmailAddress.Parse(person.Email)!.Hash(cipher));
        var there = await db.Accounts.Where(account => hashes.Keys.Contains(account.EmailHash)).Select(account => account.EmailHash).ToListAsync(ct);
        var missing = hashes.Where(person => !there.Contains(person.Key)).Select(person => person.Value).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        // One hash for all: they share one public password, and hashing takes its time.
        var hash = passwords.Hash(configuration["Demo:Password"] ?? AccountsModule.DemoPassword);
        await writes.RunAsync(write =>
        {
            var (inside, now) = (write.Get<AccountsDb>(), time.GetUtcNow());
            foreach (var person in missing)
            {
                var account = Account.Of(cipher, person.Name, EmailAddress.Parse(person.Email)!, person.Language, hash, now);
                inside.Accounts.Add(account);
                if (person.Post?.Split(':') is [var department, var role])
                {
                    inside.Posts.Add(new Post { AccountId = account.Id, Department = department, Role = role, GivenAt = now });
                }
            }

            return Task.CompletedTask;
        }, ct);
    }
}

/// <param name="Post">As an officer: <c>cr:registrar</c>.</param>
internal sealed record DemoPerson(string Email, string Name, Lang Language, string? Post);
