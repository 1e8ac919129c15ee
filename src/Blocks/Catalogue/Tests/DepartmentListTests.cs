using System.Globalization;
using OneStop.Catalogue.Departments;

namespace OneStop.Catalogue.Tests;

public sealed class DepartmentListTests
{
    [Theory]
    [InlineData("2024-07-24", "ogcio")]
    [InlineData("2024-07-25", "dpo")]
    public void A_department_lasts_from_its_first_to_its_last_day(string day, string expected)
    {
        var codes = DepartmentList.On(DateOnly.Parse(day, CultureInfo.InvariantCulture)).Select(department => department.Code);

        Assert.Equal([expected], codes.Where(code => code is "ogcio" or "dpo"));
    }

    [Fact]
    public void Every_department_has_its_code_once_and_its_name_in_three_languages()
    {
        var departments = DepartmentList.On(new DateOnly(2026, 11, 25));

        Assert.Equal(departments.Count, departments.Select(department => department.Code).Distinct().Count());
        Assert.All(departments, department => Assert.All([department.Name.En, department.Name.ZhHant, department.Name.ZhHans], Assert.NotEmpty));
        Assert.Subset(departments.Select(department => department.Code).ToHashSet(), new HashSet<string> { "cr", "ird", "try", "dpo" });
    }
}
