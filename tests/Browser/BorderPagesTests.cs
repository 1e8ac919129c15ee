namespace OneStop.Browser.Tests;

/// <summary>The boundary's pages, in three languages, on a phone of 320 px, with script and without.</summary>
public sealed class BorderPagesTests(Government government)
{
    private const string Trucker = "trucker@demo.example";
    private const string Risk = "risk@demo.example";
    private const string ControlPoint = "control-point@demo.example";

    public static TheoryData<string?, string> Pages => new()
    {
        { null, "/road-cargo/driver" }, { null, "/road-cargo/driver?code=nonsense" }, { Trucker, "/road-cargo/trucks" }, { Risk, "/road-cargo/risk" }, { Risk, "/road-cargo/risk/1" }, { ControlPoint, "/road-cargo/control-room" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_whole_and_open_to_everybody(string? email, string path)
    {
        var faults = new List<string>();

        await Inspection.OfAsync(government, email, path, faults);

        Inspection.AssertNone(faults);
    }
}
