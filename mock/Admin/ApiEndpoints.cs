using System.Text.Json.Nodes;
using PlanisoContract.Mock.Console;
using PlanisoContract.Mock.Hosting;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Admin;

/// <summary>What the APIs consist of, for pages and tools that know none of them.</summary>
internal sealed class ApiEndpoints(MockServices services, AdminAccess access)
{
    private const string Path = OwnPages.Admin + "/apis";

    public static void Map(IEndpointRouteBuilder routes, MockServices services, AdminAccess access)
    {
        var apis = new ApiEndpoints(services, access);
        routes.Add("GET", Path, "The APIs by name.", apis.List);
        routes.Add("GET", Path + "/{api}", "An API: resources with their fields, operations with how to send them; ?key=KEY takes examples from that silo.", apis.Show);
    }

    /// <summary>The API of this name, or the answer that there is none.</summary>
    public static AdminResult? Find(MockServices services, string name, out Contract contract)
    {
        var contracts = services.Options.Contracts;
        if (contracts.FirstOrDefault(one => one.Api == name) is { } found)
        {
            contract = found;
            return null;
        }
        contract = contracts[0];
        var names = contracts.Select(one => one.Api).ToList();
        return AdminResult.Error(StatusCodes.Status404NotFound, "No such API",
            $"There is no API {name}; {Nearest.HintOrAll(name, names)}");
    }

    private AdminResult List(AdminRequest request) => AdminResult.Json(StatusCodes.Status200OK, new JsonObject
    {
        // The greatest first: it is the one that most people look for.
        ["apis"] = new JsonArray([.. services.Options.Contracts.OrderByDescending(contract => contract.Paths.Count()).Select(contract => new JsonObject { ["api"] = contract.Api, ["title"] = contract.Title })]),
    });

    private AdminResult Show(AdminRequest request)
    {
        if (Find(services, request.Value("api"), out var contract) is { } missing)
            return missing;
        var name = request.Query("key");
        var silo = name is null ? services.Silos.Default : services.Silos.Find(name)?.Silo;
        if (silo is null)
            return AdminResult.NoSilo(services.Silos, name!);
        var key = !access.HasKey(request.Context.Request) ? "KEY"
            : name ?? silo.Settings.Keys.FirstOrDefault(right => right.CanWrite, silo.Settings.Keys[0]).Key;
        return AdminResult.Json(StatusCodes.Status200OK, ApiDescription.Of(contract, new ExampleValues(silo, contract), request.BaseUrl, key));
    }
}
