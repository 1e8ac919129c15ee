using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using QRCoder;

namespace OneStop.Accounts.SecondFactors;

[Authorize(Policy = Access.SignedIn), FreshSignIn]
internal sealed class AuthenticatorModel(OwnSecondFactor factor, IDataProtectionProvider protection, Text text) : PageModel
{
    private byte[] secret = [];
    private string owner = "";

    /// <summary>The secret on offer, sealed for this person until a code proves that the app has it.</summary>
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public bool IsSetUp { get; private set; }

    public IReadOnlyList<string>? Codes { get; private set; }

    public string WrittenKey => string.Join(' ', OneTimeCode.Written(secret).Chunk(4).Select(part => new string(part)));

    public string Picture
    {
        get
        {
            var address = $"otpauth://totp/OneStop:{Uri.EscapeDataString(owner)}?secret={OneTimeCode.Written(secret)}&issuer=OneStop";
            using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
            using var picture = new SvgQRCode(code);
            return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(picture.GetGraphic(4)));
        }
    }

    private IDataProtector Protector => protection.CreateProtector("OneStop.Accounts.Authenticator", User.RequiredPersonId().ToString());

    public Task OnGetAsync(CancellationToken ct) => OfferAsync(OwnSecondFactor.NewSecret(), ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await factor.IsSetUpAsync(User.RequiredPersonId(), ct) || Opened() is not { } offered)
        {
            return this.RedirectTo("/account/authenticator");
        }

        Codes = await factor.SetUpAsync(User.RequiredPersonId(), User.SessionId(), offered, Code, ct);
        if (Codes is null)
        {
            ModelState.AddModelError("code", text[string.IsNullOrWhiteSpace(Code) ? "accounts.code.missing" : "accounts.authenticator.wrong"]);
            await OfferAsync(offered, ct);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        await factor.RemoveAsync(User.RequiredPersonId(), ct);
        return this.RedirectTo("/account");
    }

    private async Task OfferAsync(byte[] offered, CancellationToken ct)
    {
        IsSetUp = await factor.IsSetUpAsync(User.RequiredPersonId(), ct);
        owner = await factor.OwnerAsync(User.RequiredPersonId(), ct);
        secret = offered;
        Key = Convert.ToBase64String(Protector.Protect(offered));
    }

    private byte[]? Opened()
    {
        try
        {
            return Protector.Unprotect(Convert.FromBase64String(Key ?? ""));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
