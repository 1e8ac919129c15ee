using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Web;

namespace OneStop.RoadCargo.ControlRoom;

/// <summary>The whole boundary on one page, for customs officers of every role.</summary>
[Authorize(Access.Officer)]
[ResponseCache(NoStore = true)]
internal sealed class RoomModel(ReadControlRoom room) : PageModel
{
    public Boundary Boundary { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ControlRoomApi.IsOfCustoms(User))
        {
            return Forbid();
        }

        Boundary = await room.RunAsync(ct);
        return Page();
    }
}
