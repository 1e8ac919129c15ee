using OneStop.Catalogue.Contracts;
using OneStop.Platform.Dated;
using OneStop.Platform.Texts;

namespace OneStop.Catalogue.Departments;

/// <summary>The departments of today, from a file of dated rows: a department that was renamed or merged has two.</summary>
internal sealed class DepartmentList(TimeProvider time)
{
    private static readonly IReadOnlyList<Row> Rows = DatedFile.Read<Row>("departments.json");

    internal IReadOnlyList<Department> Today => On(HongKong.Today(time));

    internal static IReadOnlyList<Department> On(DateOnly day) =>
        [.. Rows.Where(row => row.IsInForce(day)).Select(row => new Department(row.Code, new LocalizedText(row.En, row.ZhHant, row.ZhHans)))];

    internal Department Find(string code) =>
        Today.FirstOrDefault(department => department.Code == code) ?? new Department(code, new LocalizedText(code, code, code));

    private sealed record Row(string Code, DateOnly From, DateOnly? To, string En, string ZhHant, string ZhHans) : IDated;
}
