using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Texts;

namespace OneStop.RoadCargo.Consignments.Desk;

/// <summary>What it is about, and where each thing begins.</summary>
[AllowAnonymous]
internal sealed class HomeModel(TimeProvider time) : PageModel
{
    public IReadOnlyList<Exemption> Exemptions { get; private set; } = [];

    public void OnGet() => Exemptions = [.. Exemption.On(HongKong.Today(time))];
}
