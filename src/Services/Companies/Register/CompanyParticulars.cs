using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace OneStop.Companies.Register;

/// <summary>The register names of this department.</summary>
internal static class RegisterNames
{
    internal const string Companies = "companies";
    internal const string Businesses = "business-registrations";

    /// <summary>The cause of generated entries, by which they are known as such.</summary>
    internal const string DemonstrationCause = "demonstration";
}

/// <summary>What the companies register says of a company: public particulars only (no home address, no whole identity number).</summary>
internal sealed record CompanyParticulars(
    string Number, string Brn, string? NameEnglish, string? NameChinese, CompanyKind Kind, CompanyStatus Status, DateOnly IncorporatedOn,
    PostalAddress RegisteredOffice, IReadOnlyList<Officer> Officers, IReadOnlyList<ShareClass> Shares, IReadOnlyList<Member> Members)
{
    /// <summary>Where the company's own registers are kept; null for at the registered office (Cap. 622 s.628).</summary>
    public PostalAddress? RecordsAt { get; init; }

    /// <summary>The day to which the last annual return was made up; null before the first.</summary>
    public DateOnly? LastReturn { get; init; }

    internal JsonObject ToJson() => JsonSerializer.SerializeToNode(this, RegisterJson.Default.CompanyParticulars)!.AsObject();

    internal static CompanyParticulars From(JsonObject content) => content.Deserialize(RegisterJson.Default.CompanyParticulars)!;
}

/// <summary>What the business registrations register says of a business.</summary>
/// <param name="Term">Of the certificate, in years: 1 or 3.</param>
internal sealed record BusinessParticulars(
    string Brn, string CompanyNumber, string? NameEnglish, string? NameChinese, string Nature, PostalAddress Address,
    DateOnly StartedOn, int Term, DateOnly ExpiresOn)
{
    internal JsonObject ToJson() => JsonSerializer.SerializeToNode(this, RegisterJson.Default.BusinessParticulars)!.AsObject();

    internal static BusinessParticulars From(JsonObject content) => content.Deserialize(RegisterJson.Default.BusinessParticulars)!;
}

internal enum CompanyKind
{
    Private,
    Public,
    Guarantee,
}

internal enum CompanyStatus
{
    Live,
    Dissolved,
}

/// <param name="Country">ISO 3166-1 alpha-2.</param>
internal sealed record PostalAddress(string Line1, string? Line2, string District, string Country)
{
    public override string ToString() => string.Join(", ", new[] { Line1, Line2, District }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <param name="IdPartial">The first half of an identity number, the rest starred: A123***.</param>
internal sealed record Officer(
    OfficerRole Role, OfficerKind Kind, string Name, string? NameChinese, PostalAddress? CorrespondenceAddress, string? IdPartial, DateOnly AppointedOn);

internal enum OfficerRole
{
    Director,
    Secretary,
    ReserveDirector,
}

internal enum OfficerKind
{
    Person,
    Company,
}

/// <param name="Class">Ordinary, or what the articles call it.</param>
/// <param name="Number">Of shares.</param>
internal sealed record ShareClass(string Class, string Currency, long Number, long AmountCents, long PaidCents, long UnpaidCents);

internal sealed record Member(string Name, string Class, long Number);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(KebabEnum<CompanyKind>), typeof(KebabEnum<CompanyStatus>), typeof(KebabEnum<OfficerRole>), typeof(KebabEnum<OfficerKind>)])]
[JsonSerializable(typeof(CompanyParticulars))]
[JsonSerializable(typeof(BusinessParticulars))]
internal sealed partial class RegisterJson : JsonSerializerContext;

internal sealed class KebabEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower)
    where T : struct, Enum;
