using System.Text.Json.Nodes;
using PlanisoContract.Mock.Admin;

namespace PlanisoContract.Mock.Stubs;

/// <summary>One thing that is wrong with a stub or another document of the admin API.</summary>
/// <param name="Pointer">Where (RFC 6901): <c>/request/urlPattern</c>; null where it is no JSON at all.</param>
/// <param name="Detail">What was expected, what was found, and the way out.</param>
internal sealed record Problem(string? Pointer, string Detail);

/// <summary>Collects all that is wrong with a document, so that its author is told at once.</summary>
/// <param name="clock">For what is read and asks for the time later, such as <c>before: now</c>.</param>
internal sealed class Problems(TimeProvider clock)
{
    private readonly List<Problem> _found = [];

    public TimeProvider Clock => clock;

    public IReadOnlyList<Problem> Found => _found;

    public bool Any => _found.Count > 0;

    public void Add(string? pointer, string detail) => _found.Add(new Problem(pointer, detail));

    /// <summary>422, in the shape of WireMock's own answer.</summary>
    public AdminAnswer ToAnswer() => AdminAnswer.Json(StatusCodes.Status422UnprocessableEntity, new JsonObject
    {
        ["errors"] = new JsonArray([.. _found.Select(problem => new JsonObject
        {
            ["code"] = 10,
            ["source"] = Source(problem.Pointer),
            ["title"] = "Error parsing JSON",
            ["detail"] = problem.Detail,
        })]),
    });

    private static JsonObject Source(string? pointer) => pointer is null ? [] : new JsonObject { ["pointer"] = pointer.Length == 0 ? "/" : pointer };
}
