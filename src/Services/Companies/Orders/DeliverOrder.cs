using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using OneStop.Accounts.Contracts;
using OneStop.Companies.Changes;
using OneStop.Companies.Incorporation.Certificates;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Register;
using OneStop.Documents.Contracts;
using OneStop.Notifications.Contracts;
using OneStop.Payments.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;

namespace OneStop.Companies.Orders;

/// <summary>A paid order is delivered: extracts and certifications are made and sealed, the images are there already.</summary>
internal sealed class DeliverOrder(
    CompaniesDb db, Writes writes, IRegisters registers, ICertificates certificates, IPeople people, Differences differences, IConfiguration configuration, Text text, TimeProvider time)
    : IEventHandler<PaymentSettled>
{
    internal const string ParticularsKind = "companies.particulars";
    internal const string CertifiedKind = "companies.certified-copy";
    private const string Prefix = "companies.orders.document";
    private const string Words = $"{IncorporationForm.TextPrefix}.certificates";

    public async Task HandleAsync(PaymentSettled happened, CancellationToken ct)
    {
        if (happened.Purpose != Baskets.Purpose || await Baskets.OpenAsync(db, db.Orders.AsNoTracking().Where(order => order.Id == happened.PayableId), ct) is not { State: OrderState.Ordered } seen)
        {
            return;
        }

        var made = new Dictionary<Guid, (string Serial, PreparedCertificate? Extract, PreparedCertificate? Certification)>();
        foreach (var line in seen.Lines)
        {
            made[line.Id] = await MakeAsync(line, ct);
        }

        await writes.RunAsync(async write =>
        {
            var inside = write.Get<CompaniesDb>();
            if (await Baskets.OpenAsync(inside, inside.Orders.Where(order => order.Id == seen.Id), ct) is not { State: OrderState.Ordered } order)
            {
                return;
            }

            var issuing = write.Get<ICertificates>();
            foreach (var line in order.Lines)
            {
                var (serial, extract, certification) = made[line.Id];
                (line.Serial, line.Certificate) = (serial, certification?.Request.Serial);
                foreach (var prepared in new[] { extract, certification }.OfType<PreparedCertificate>())
                {
                    await issuing.RecordAsync(prepared, ct);
                }
            }

            order.State = OrderState.Delivered;
            if (await people.FindAsync(order.PersonId, ct) is { } person)
            {
                await write.Get<INotifications>().SendAsync(new Message(person.Recipient, "companies.orders.told", [order.Lines.Count], $"/companies/orders/{order.Id}", $"company-order/{order.Id}"), ct);
            }
        }, ct);
    }

    private async Task<(string Serial, PreparedCertificate? Extract, PreparedCertificate? Certification)> MakeAsync(OrderLine line, CancellationToken ct)
    {
        var company = CompanyParticulars.From((await registers.FindAsync(RegisterNames.Companies, line.CompanyNumber, ct))!.Content);
        var filed = line.FilingId is { } id ? await db.Filings.AsNoTracking().FirstAsync(form => form.FilingId == id, ct) : null;
        var extract = filed is null ? await certificates.PrepareAsync(Extract(line, company), ct) : null;
        var serial = filed?.Serial ?? extract!.Request.Serial;
        return (serial, extract, line.Certified ? await certificates.PrepareAsync(Certification(line, company, filed, serial), ct) : null);
    }

    private CertificateRequest Extract(OrderLine line, CompanyParticulars company) => Request(ParticularsKind, "CP", line, company, text.All($"{Prefix}.particulars"),
    [
        new Facts(
        [
            (text.All($"{Words}.number"), company.Number),
            (text.All($"{Words}.brn"), company.Brn),
            (text.All($"{Words}.incorporated-on"), company.IncorporatedOn.Both()),
            (text.All($"{Words}.status"), text.All($"{Words}.status.{company.Status.ToString().ToLowerInvariant()}").Both()),
            (text.All($"{ChangeForm.Prefix}.compare.office"), company.RegisteredOffice.ToString()),
            .. differences.Between(company with { Officers = [], Shares = [], Members = [], RecordsAt = null, LastReturn = null }, company).Select(row => (row.What, row.After!.Both())),
        ]),
    ]);

    private CertificateRequest Certification(OrderLine line, CompanyParticulars company, FiledForm? filed, string serial) => Request(CertifiedKind, "CC", line, company, text.All($"{Prefix}.certified"),
    [
        new Paragraph(text.All($"{Prefix}.certify")),
        new Facts(
        [
            (text.All($"{Words}.number"), company.Number),
            (text.All($"{Prefix}.serial"), serial),
            .. filed is null ? [] : new[] { (text.All("companies.field.form"), filed.Form), (text.All("companies.field.filedOn"), filed.FiledOn.Both()) },
        ]),
    ]);

    private CertificateRequest Request(string kind, string prefix, OrderLine line, CompanyParticulars company, LocalizedText title, IReadOnlyList<CertificateBlock> body) => new(
        kind, IncorporationCertificates.Serial(prefix, company.Number, line.Id), company.Number, title, text.All($"{Words}.incorporation.issuer"), HongKong.Today(time),
        [.. new[] { company.NameEnglish, company.NameChinese }.OfType<string>().Select(name => new Emphasis(name)), .. body],
        text.All($"{Words}.incorporation.signatory"), configuration["Companies:Registrar"] ?? "OneStop Demonstration");
}
