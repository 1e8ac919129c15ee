using Microsoft.EntityFrameworkCore;
using OneStop.Companies.Register;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Orders;

/// <summary>Everybody's one basket, and what becomes of it.</summary>
internal sealed class Baskets(CompaniesDb db, Writes writes, Text text, TimeProvider time)
{
    internal const string Purpose = "companies.order";
    internal const int MostLines = 50;

    internal Task<Order?> FindAsync(Guid personId, CancellationToken ct) => OpenAsync(db, db.Orders.Where(order => order.PersonId == personId && order.State == OrderState.Basket), ct);

    /// <summary>One's own only.</summary>
    internal Task<Order?> FindAsync(Guid personId, Guid orderId, CancellationToken ct) => OpenAsync(db, db.Orders.Where(order => order.PersonId == personId && order.Id == orderId), ct);

    /// <summary>Puts documents in; what lies in it already in the same form is not put in twice.</summary>
    /// <returns>False where it would hold too many.</returns>
    internal Task<bool> AddAsync(Guid personId, Company company, bool particulars, IReadOnlyCollection<Guid> filings, bool certified, CancellationToken ct) => writes.RunAsync(async write =>
    {
        await write.LockAsync($"companies:basket/{personId}", ct);
        var inside = write.Get<CompaniesDb>();
        var basket = await OpenAsync(inside, inside.Orders.Where(order => order.PersonId == personId && order.State == OrderState.Basket), ct);
        if (basket is null)
        {
            basket = new Order { Id = Ids.New(), PersonId = personId };
            inside.Orders.Add(basket);
        }

        var number = CompanyNumber.Format(company.Number);
        var known = await inside.Filings.Where(filed => filed.CompanyNumber == number && filings.Contains(filed.FilingId)).ToListAsync(ct);
        List<OrderLine> lines =
        [
            .. particulars ? [Line(null, null)] : Array.Empty<OrderLine>(),
            .. known.Select(filed => Line(filed.FilingId, filed.Form)),
        ];
        lines.RemoveAll(line => basket.Lines.Any(other => (other.CompanyNumber, other.FilingId, other.Certified) == (line.CompanyNumber, line.FilingId, line.Certified)));
        if (basket.Lines.Count + lines.Count > MostLines)
        {
            return false;
        }

        inside.OrderLines.AddRange(lines);
        return true;

        OrderLine Line(Guid? filing, string? form) => new() { Id = Ids.New(), OrderId = basket.Id, CompanyNumber = number, FilingId = filing, Form = form, Certified = certified };
    }, ct);

    internal Task RemoveAsync(Guid personId, Guid lineId, CancellationToken ct) => writes.RunAsync(async write =>
    {
        var inside = write.Get<CompaniesDb>();
        if (await inside.OrderLines.FirstOrDefaultAsync(line => line.Id == lineId && inside.Orders.Any(order => order.Id == line.OrderId && order.PersonId == personId && order.State == OrderState.Basket), ct) is { } line)
        {
            inside.OrderLines.Remove(line);
        }
    }, ct);

    /// <summary>Orders what lies in the basket at the prices of the day; null where nothing does.</summary>
    internal Task<Payment?> OrderAsync(Guid personId, CancellationToken ct) => writes.RunAsync(async write =>
    {
        await write.LockAsync($"companies:basket/{personId}", ct);
        var inside = write.Get<CompaniesDb>();
        if (await OpenAsync(inside, inside.Orders.Where(order => order.PersonId == personId && order.State == OrderState.Basket), ct) is not { Lines.Count: > 0 } basket)
        {
            return null;
        }

        var today = HongKong.Today(time);
        var payment = await write.Get<IPayments>().RequestAsync(new PaymentRequest(
            Purpose, basket.Id, personId, "cr", text.All("companies.orders.payment"), [.. basket.Lines.SelectMany(line => line.Fees(today, text))], $"/companies/orders/{basket.Id}"), ct);
        basket.State = OrderState.Ordered;
        basket.PaymentId = payment.Id;
        return (Payment?)payment;
    }, ct);

    internal static async Task<Order?> OpenAsync(CompaniesDb db, IQueryable<Order> which, CancellationToken ct)
    {
        if (await which.FirstOrDefaultAsync(ct) is not { } order)
        {
            return null;
        }

        order.Lines.Clear();
        order.Lines.AddRange(await db.OrderLines.Where(line => line.OrderId == order.Id).OrderBy(line => line.Id).ToListAsync(ct));
        return order;
    }
}
