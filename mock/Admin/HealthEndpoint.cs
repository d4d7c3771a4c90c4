using System.Reflection;
using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Admin;

/// <summary>Whether the mock is up, its version, and what it serves.</summary>
internal sealed class HealthEndpoint(MockServices services)
{
    /// <summary>Of the program, without the commit.</summary>
    public static string Version { get; } = typeof(HealthEndpoint).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static void Map(IEndpointRouteBuilder routes, MockServices services) =>
        routes.Add("GET", OwnPages.Health, "Whether the mock is up, its version, what it serves.", new HealthEndpoint(services).Show);

    private AdminResult Show(AdminRequest request) => AdminResult.Json(StatusCodes.Status200OK, new JsonObject
    {
        ["status"] = "healthy",
        ["version"] = Version,
        ["uptimeInSeconds"] = (long)services.Options.Clock.GetElapsedTime(services.Started).TotalSeconds,
        ["apis"] = new JsonArray([.. services.Options.Contracts.Select(contract => JsonValue.Create(contract.Api))]),
        ["silos"] = services.Silos.All.Length,
    });
}
