using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;

namespace OneStop.Payments.Simulator;

/// <summary>The simulated company's own plain pages: where the payer pays, and its control page. They are outside our site and look like it.</summary>
internal static class SimulatorPages
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Style =
        """
        body { font: 1.125rem/1.5 sans-serif; margin: 0; color: #1b1b1b; background: #f4f6fb; }
        header { background: #2b2f77; color: #fff; padding: 1rem; }
        main { max-width: 44rem; margin: 0 auto; padding: 1rem; background: #fff; }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: start; padding: .4rem; border-bottom: 1px solid #bbb; overflow-wrap: anywhere; }
        button { font: inherit; padding: .6rem 1.2rem; margin: .3rem .3rem .3rem 0; border: 2px solid #2b2f77; background: #fff; color: #2b2f77; cursor: pointer; }
        button.main { background: #2b2f77; color: #fff; } :focus-visible { outline: 3px solid #b35a00; outline-offset: 2px; }
        fieldset { border: 1px solid #6b6b6b; margin: 1rem 0; } label { display: block; padding: .25rem 0; } input[type=number] { font: inherit; width: 8rem; }
        a { color: #1a4fb5; }
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/simulator").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/style.css", () => Results.Text(Style, "text/css"));
        pages.MapGet("/pay/{id:guid}", ShowPaymentAsync);
        pages.MapPost("/pay/{id:guid}", DecideAsync);
        pages.MapGet("", ShowControlAsync);
        pages.MapPost("", StoreSettingsAsync);
    }

    private static async Task<IResult> ShowPaymentAsync(Guid id, SimulatedCompany company, CancellationToken ct)
    {
        if (await company.FindAsync(id.ToString(), ct) is not { } payment)
        {
            return Page("Not found 找不到", Html($"""<p>There is no such payment. <span lang="zh-Hant">沒有這筆付款。</span></p>"""), StatusCodes.Status404NotFound);
        }

        var what = Html($"""<p>{payment.Description}</p><p><strong>{new Money(payment.AmountCents, payment.Currency)}</strong></p>""");
        if (payment.State != SimulatedState.Pending)
        {
            return Page("Payment closed 付款已結束", what + Html(
                $"""<p>This payment is {payment.State.ToString().ToLowerInvariant()}. <span lang="zh-Hant">這筆付款已經結束。</span></p><p><a href="{payment.ReturnUrl}">Back to the merchant <span lang="zh-Hant">返回商戶</span></a></p>"""));
        }

        return Page("Pay 付款", what +
            """
            <form method="post">
            <p><button class="main" name="outcome" value="approve">Pay now <span lang="zh-Hant">立即付款</span></button>
            <button name="outcome" value="decline">Let the bank decline <span lang="zh-Hant">由銀行拒絕</span></button>
            <button name="outcome" value="cancel">Cancel <span lang="zh-Hant">取消</span></button></p>
            <details><summary>How is this payment to misbehave? <span lang="zh-Hant">這筆付款應如何出錯？</span></summary>
            """ + FaultBoxes(Faults.Read(payment.Faults)) + "</details></form>");
    }

    private static async Task<IResult> DecideAsync(Guid id, HttpRequest request, SimulatedCompany company, CancellationToken ct)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(ct) : FormCollection.Empty;
        if (!Enum.TryParse<PayOutcome>(form["outcome"].ToString(), ignoreCase: true, out var outcome) || !Enum.IsDefined(outcome))
        {
            return Page("Which? 請選擇", Html($"""<p>Choose to pay, decline or cancel. <span lang="zh-Hant">請選擇付款、拒絕或取消。</span></p>"""), StatusCodes.Status400BadRequest);
        }

        if (await company.PayAsync(id.ToString(), outcome, form["fault"].Select(Faults.Find).OfType<Fault>(), ct) is not { } payment)
        {
            return Results.Redirect($"/simulator/pay/{id}");
        }

        request.HttpContext.Response.Headers.Location = payment.ReturnUrl;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<IResult> ShowControlAsync(Misbehaviour misbehaviour, SimulatorDb db, CancellationToken ct)
    {
        var settings = await misbehaviour.SettingsAsync(ct);
        var page = new StringBuilder(
            """
            <p>A payment company that does not exist. It takes no money, and it misbehaves as told. <span lang="zh-Hant">這是一間虛構的支付公司，不會收取任何款項，並會按設定出錯。</span></p>
            <form method="post">
            """);
        page.Append(FaultBoxes(Faults.Read(settings.Faults)));
        page.Append(Html(
            $"""
            <label>Seed (draws faults for each payment; empty for none) <span lang="zh-Hant">隨機種子（留空則不隨機）</span> <input type="number" name="seed" value="{settings.Seed}"></label>
            <label>Rate in per cent <span lang="zh-Hant">出錯百分比</span> <input type="number" name="rate" min="0" max="100" value="{(int)Math.Round(settings.Rate * 100)}"></label>
            <p><button class="main">Save for all new payments <span lang="zh-Hant">儲存並用於所有新付款</span></button></p></form>
            """));
        var payments = await db.Payments.OrderByDescending(payment => payment.Id).Take(20).ToListAsync(ct);
        page.Append("<table><caption>Latest payments <span lang=\"zh-Hant\">最近的付款</span></caption><thead><tr><th scope=\"col\">Payment</th><th scope=\"col\">Amount</th><th scope=\"col\">State</th><th scope=\"col\">Faults</th></tr></thead><tbody>");
        foreach (var payment in payments)
        {
            page.Append(Html(
                $"""<tr><td><a href="/simulator/pay/{payment.Id}">{payment.Id}</a></td><td>{new Money(payment.AmountCents, payment.Currency)}</td><td>{payment.State}</td><td>{payment.Faults}</td></tr>"""));
        }

        var waiting = await db.Callbacks.CountAsync(callback => callback.State == CallbackState.Waiting, ct);
        page.Append(Html($"""</tbody></table><p>{waiting} callbacks wait to be delivered. <a href="/simulator/api/book">The book</a> <span lang="zh-Hant">帳簿</span></p>"""));
        return Page("Simulated payments 模擬支付", page.ToString());
    }

    private static async Task<IResult> StoreSettingsAsync(HttpRequest request, Writes writes, CancellationToken ct)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(ct) : FormCollection.Empty;
        var seed = int.TryParse(form["seed"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var rate = int.TryParse(form["rate"], NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? Math.Clamp(percent, 0, 100) : 50;
        await SimulatorApi.StoreAsync(writes, form["fault"].Select(Faults.Find).OfType<Fault>(), seed, rate / 100.0, ct);
        request.HttpContext.Response.Headers.Location = "/simulator";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static string FaultBoxes(IReadOnlySet<Fault> chosen)
    {
        var boxes = Faults.All.Select(fault => Html($"""<label><input type="checkbox" name="fault" value="{fault.Name()}"{new Markup(chosen.Contains(fault) ? " checked" : "")}> {fault.Name()}</label>"""));
        return $"""<fieldset><legend>Faults <span lang="zh-Hant">錯誤</span></legend>{string.Concat(boxes)}</fieldset>""";
    }

    private static IResult Page(string title, string main, int status = StatusCodes.Status200OK) => Results.Content(Html(
        $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><link rel="stylesheet" href="/simulator/style.css"></head>
        <body><header>Simulated Payments <span lang="zh-Hant">模擬支付公司</span></header><main><h1>{title}</h1>{new Markup(main)}</main></body></html>
        """), "text/html", Encoding.UTF8, status);

    /// <summary>Encodes everything put in, except markup made here.</summary>
    private static string Html(FormattableString markup) => string.Format(
        CultureInfo.InvariantCulture, markup.Format,
        [.. markup.GetArguments().Select(argument => argument is Markup made ? made.Value : Encoder.Encode(Convert.ToString(argument, CultureInfo.InvariantCulture) ?? ""))]);

    private sealed record Markup(string Value);
}
