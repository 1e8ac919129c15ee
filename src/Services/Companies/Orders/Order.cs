using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneStop.Payments.Contracts;
using OneStop.Platform.Dated;
using OneStop.Platform.Texts;

namespace OneStop.Companies.Orders;

/// <summary>What somebody orders of the register's documents: a basket until it is ordered, delivered once it is paid.</summary>
internal sealed class Order
{
    public Guid Id { get; init; }
    public Guid PersonId { get; init; }
    public OrderState State { get; set; }
    public Guid? PaymentId { get; set; }
    public List<OrderLine> Lines { get; init; } = [];

    internal static void Map(ModelBuilder model)
    {
        model.Entity<Order>(e =>
        {
            e.ToTable("Orders").HasKey(order => order.Id);
            e.Property(order => order.Id).ValueGeneratedNever();
            e.HasIndex(order => order.PersonId);
            e.Ignore(order => order.Lines);
        });
        model.Entity<OrderLine>(e =>
        {
            e.ToTable("OrderLines").HasKey(line => line.Id);
            e.Property(line => line.Id).ValueGeneratedNever();
            e.HasIndex(line => line.OrderId);
        });
    }
}

internal enum OrderState
{
    Basket,
    Ordered,
    Delivered,
}

/// <summary>One document: the particulars of a company, or the image of a form that was filed.</summary>
internal sealed class OrderLine
{
    public Guid Id { get; init; }
    public Guid OrderId { get; init; }
    public required string CompanyNumber { get; init; }

    /// <summary>Null for the company's particulars.</summary>
    public Guid? FilingId { get; init; }
    public string? Form { get; init; }
    public bool Certified { get; init; }

    /// <summary>Of the document, once delivered.</summary>
    public string? Serial { get; set; }

    /// <summary>Of its certification, once delivered; null where none was ordered.</summary>
    public string? Certificate { get; set; }

    internal IEnumerable<FeeLine> Fees(DateOnly day, Text text) =>
    [
        OrderFee.For(Form is null ? "particulars" : "image", Form, day).Line(text.All(Form is null ? "companies.orders.particulars" : "companies.orders.image", CompanyNumber, Form ?? "")),
        .. Certified ? [OrderFee.For("certified", null, day).Line(text.All("companies.orders.certified"))] : Array.Empty<FeeLine>(),
    ];
}

/// <param name="Forms">For images: whose it is; null for all others.</param>
/// <param name="Mark">A: an assumption.</param>
internal sealed record OrderFee(string Code, IReadOnlyList<string>? Forms, DateOnly From, DateOnly? To, long Cents, string Mark, string Source) : IDated
{
    private static readonly IReadOnlyList<OrderFee> Rows = DatedFile.Read<OrderFee>("order-fees.json");

    internal static OrderFee For(string code, string? form, DateOnly day) => Rows
        .Where(row => row.Code == code && row.IsInForce(day) && (row.Forms is null || row.Forms.Contains(form ?? "")))
        .OrderByDescending(row => row.Forms is not null).First();

    internal FeeLine Line(LocalizedText name) => new($"cr.search.{Code}", name, Cents, Refundable: false, $"cr.search.{Code}{(Forms is null ? "" : $"/{Forms[0]}")}@{From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
}
