using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Modules;
using OneStop.Platform.Texts;
using OneStop.RoadCargo.Assessment;

namespace OneStop.RoadCargo.Demonstration;

/// <summary>A first rule set, made up, brought into force by the demonstration's two risk officers as any other.</summary>
internal sealed class DemoRules(RoadCargoDb db, IPeople people, RuleSetDesk desk, ReplayDay replay, TimeProvider time) : IDemoData
{
    public int Order => 71;

    public async Task FillAsync(CancellationToken ct)
    {
        if (await db.RuleSets.AnyAsync(ct) || await people.FindByEmailAsync("risk@demo.example", ct) is not { } first || await people.FindByEmailAsync("risk2@demo.example", ct) is not { } second)
        {
            return;
        }

        using var file = new StreamReader(typeof(DemoRules).Assembly.GetManifestResourceStream("demo-rules.json")!);
        var outcome = await desk.ProposeAsync(await file.ReadToEndAsync(ct), "The demonstration’s first rules", first.Id, ct);
        var number = outcome.Set!.Number;
        await replay.RunAsync(number, HongKong.Today(time), first.Id, ct);
        await desk.ApproveAsync(number, second.Id, ct);
    }
}
