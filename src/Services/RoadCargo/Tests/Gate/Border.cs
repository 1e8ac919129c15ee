using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneStop.Accounts;
using OneStop.Audit;
using OneStop.Cases;
using OneStop.Catalogue;
using OneStop.Kit;
using OneStop.Notifications;
using OneStop.Platform;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;
using OneStop.RoadCargo.Bundles;
using OneStop.RoadCargo.Consignments;
using OneStop.RoadCargo.Gate;
using OneStop.Usage;

namespace OneStop.RoadCargo.Tests.Gate;

/// <summary>A centre, a control point's own program, and the wire between them. Time is the test's and the same for both.</summary>
internal sealed class Border : IAsyncDisposable
{
    internal const string Key = "a key for the lanes";
    private readonly string directory = Directory.CreateTempSubdirectory("onestop-gate-").FullName;
    private WebApplication? gate;

    private Border(TestApp centre) => (Centre, Wire) = (centre, new Wire(centre.Address.Host, centre.Address.Port));

    internal TestApp Centre { get; }

    internal Wire Wire { get; }

    internal HttpClient Lane { get; private set; } = new();

    internal Uri Address => new(gate!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    internal static async Task<Border> StartAsync(DatabaseKind kind)
    {
        var border = new Border(await TestApp.StartAsync(
            kind, [new AuditModule(), new NotificationsModule(), new AccountsModule(), new CatalogueModule(), new UsageModule(), new CasesModule(), new RoadCargoModule()],
            new() { ["Demo"] = "true", ["Accounts:OfficersNeedSecondFactor"] = "false" }, fakeTime: true));
        await border.Centre.BringIntoForceWithAccountsAsync();
        await border.StartGateAsync();
        return border;
    }

    internal async Task StartGateAsync()
    {
        gate = ServeControlPoint.Build(
            ["--data", directory, "--centre", $"http://127.0.0.1:{Wire.Port}", "--point", "lmc", "--email", "control-point@demo.example", "--password", AccountsModule.DemoPassword, "--key", Key, "--every", "40", "--urls", "http://127.0.0.1:0", "--PublicPages", "false"],
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(Centre.Time!);
                builder.Logging.SetMinimumLevel(LogLevel.Error);
            });
        await gate.PrepareAsync();
        await gate.StartAsync();
        Lane = new HttpClient { BaseAddress = Address };
        Lane.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    internal async Task StopGateAsync()
    {
        Lane.Dispose();
        await gate!.StopAsync();
        await gate.DisposeAsync();
    }

    /// <summary>A truck with one consignment, at the centre.</summary>
    internal async Task<(string Plate, Bundle Bundle, long Ccrn)> TruckAsync(string articles = "Cotton shirts")
    {
        var plate = BorderWork.NewPlate();
        var content = new ConsignmentContent(
            Direction.Export, 40, "CT", "Cartons", articles, "Harbour Garments Limited", "1 Hung To Road", "Nanshan Clothing", "1 Keji Road, Shenzhen", HongKong.Today(Centre.Time!));
        var ccrn = (await Centre.InScopeAsync(scope => scope.GetRequiredService<LodgeConsignments>().LodgeAsync([new ValidLodgement(content, Ids.New(), Ids.New(), Channel.Rest, null)], default)))[0].Ccrn;
        var outcome = await Centre.InScopeAsync(scope => scope.GetRequiredService<BundleDesk>().BundleAsync(new BundleOrder(plate, [Ccrn.Format(ccrn)], "LMC", null), Ids.New(), Ids.New(), default));
        return (plate, outcome.Bundle!, ccrn);
    }

    internal async Task<JsonElement> LookAsync(string plate) => await Lane.GetFromJsonAsync<JsonElement>($"/api/control-point/trucks/{plate}/instruction?bound=outbound");

    internal async Task<(int Status, JsonElement Body)> RecordAsync(string kind, object body)
    {
        using var response = await Lane.PostAsJsonAsync($"/api/control-point/{kind}", body);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    internal Task<JsonElement> StateAsync() => Lane.GetFromJsonAsync<JsonElement>("/api/control-point");

    /// <summary>Until the control point's list says so.</summary>
    internal Task KnowsAsync(string plate, string instruction) => Eventually.TrueAsync(async () => (await LookAsync(plate)).Text("instruction") == instruction);

    internal Task HasToldAllAsync() => Eventually.TrueAsync(async () => (await StateAsync()).GetProperty("waiting").GetInt32() == 0);

    public async ValueTask DisposeAsync()
    {
        await StopGateAsync();
        Wire.Dispose();
        await Centre.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
