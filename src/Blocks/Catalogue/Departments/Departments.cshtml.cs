using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Catalogue.Contracts;
using OneStop.Platform.Web;

namespace OneStop.Catalogue.Departments;

/// <summary>Every department, with a link where it offers something here.</summary>
[AllowAnonymous]
internal sealed class DepartmentsPage(DepartmentList departments, ICatalogue catalogue) : PageModel
{
    internal IReadOnlyList<Department> Departments => departments.Today;

    internal bool Offers(Department department) => catalogue.Entries.Any(entry => entry.Department == department.Code);
}
