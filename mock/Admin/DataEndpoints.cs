using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State;

namespace PlanisoContract.Mock.Admin;

/// <summary>The records of silos: exported, replaced, added to.</summary>
internal sealed class DataEndpoints(MockServices services)
{
    public static void Map(IEndpointRouteBuilder routes, MockServices services)
    {
        const string path = SiloEndpoints.Path + "/{key}/data";
        var data = new DataEndpoints(services);
        routes.Add("GET", path, "All records of a silo, as a data file that makes the same silo.", data.Export);
        routes.Add("PUT", path, "Puts a silo where it would be had it started with the data: { \"API\": { \"RESOURCE\": [ records ] } }, JSON or YAML.", request => data.ReadAsync(request, services.Data.Put));
        routes.Add("PATCH", path, "Adds records to those that are there.", request => data.ReadAsync(request, services.Data.Patch));
    }

    private AdminResult Export(AdminRequest request) =>
        services.Silos.Find(request.Value("key"))?.Silo is { } silo
            ? new AdminResult(StatusCodes.Status200OK, "application/json; charset=utf-8", services.Data.Export(silo))
            : AdminResult.NoSilo(services.Silos, request.Value("key"));

    private async Task<AdminResult> ReadAsync(AdminRequest request, Func<Silo, DataDocument, IReadOnlyList<DataProblem>> change)
    {
        if (services.Silos.Find(request.Value("key"))?.Silo is not { } silo)
            return AdminResult.NoSilo(services.Silos, request.Value("key"));
        var isYaml = request.Context.Request.ContentType?.Contains("yaml", StringComparison.OrdinalIgnoreCase) == true;
        var body = await request.ReadBytesAsync(AdminRequest.MaxDataBytes);
        if (body.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
            throw new JsonException("Expected data, found an empty body.");
        var problems = change(silo, Parse(body, isYaml));
        return problems.Count == 0 ? AdminResult.NoContent() : Refuse(problems);
    }

    private static DataDocument Parse(byte[] body, bool isYaml)
    {
        try
        {
            return DataDocument.Parse("", body, isYaml);
        }
        catch (JsonException wrong)
        {
            throw new JsonException($"Line {wrong.LineNumber + 1}: {DataDocument.Reason(wrong)}");
        }
    }

    /// <summary>The answer to data that is not right.</summary>
    public static AdminResult Refuse(IEnumerable<DataProblem> problems, string title = "The data is not right") =>
        AdminResult.Json(StatusCodes.Status400BadRequest, new JsonObject
        {
            ["errors"] = new JsonArray([.. problems.Select(problem => new JsonObject
            {
                ["title"] = title,
                ["pointer"] = problem.Pointer,
                ["detail"] = problem.Detail,
            })]),
        });
}
