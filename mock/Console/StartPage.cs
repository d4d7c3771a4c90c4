using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using HandlebarsDotNet;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Hosting;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Console;

/// <summary>The start page: what there is, and a command to copy for each of it.</summary>
internal sealed class StartPage(MockServices services, EndpointDataSource pages, AdminAccess access)
{
    /// <summary>Tests make hundreds of silos; a person looks for none of these here.</summary>
    private const int MaxSilos = 12;

    private static readonly Lazy<HandlebarsTemplate<object, object>> Template = new(() =>
    {
        using var stream = typeof(StartPage).Assembly.GetManifestResourceStream("StartPage.html")!;
        return Handlebars.Create().Compile(new StreamReader(stream).ReadToEnd());
    });

    public static void Map(IEndpointRouteBuilder routes, MockServices services, EndpointDataSource pages, AdminAccess access) =>
        routes.Add("GET", "/", "The start page.", new StartPage(services, pages, access).Show);

    private AdminResult Show(AdminRequest request)
    {
        var all = services.Silos.All;
        var home = services.Silos.Default;
        var seesKeys = access.HasKey(request.Context.Request);
        var key = seesKeys ? home.Settings.Keys.FirstOrDefault(right => right.CanWrite, home.Settings.Keys[0]).Key : "KEY";
        var page = Template.Value(new
        {
            @base = request.BaseUrl,
            version = HealthEndpoint.Version,
            key,
            apis = services.Options.Contracts.Select(contract => Describe(contract, new ExampleValues(home, contract), request.BaseUrl, key)).ToList(),
            keys = seesKeys ? all.Take(MaxSilos).SelectMany(Keys).ToList() : [],
            hidden = Math.Max(0, all.Length - MaxSilos),
            pages = OwnPages.List(pages).Select(own => new { method = own.Method, path = own.Path, summary = own.Summary }).ToList(),
        });
        return new AdminResult(StatusCodes.Status200OK, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }

    private static IEnumerable<object> Keys(Silo silo) => silo.Settings.Keys.Select(right => new
    {
        key = right.Key,
        rights = right.Rights,
        silo = silo.Name,
        records = silo.Settings.Records.ToString(),
        seed = silo.Settings.Seed,
        special = silo.Settings.Profile.Count + silo.Settings.Broken.Length > 0,
        readings = silo.Settings.Profile.Count,
        broken = silo.Settings.Broken.Length,
    });

    private static object Describe(Contract contract, ExampleValues values, string baseUrl, string key) => new
    {
        schemes = string.Join(", or ", contract.SecuritySchemes.Select(Describe)),
        formats = string.Join(" or ", contract.Formats.Select(format => "." + format)),
        suffixed = contract.Operations.Any(operation => !operation.Formats.IsEmpty),
        api = contract.Api,
        title = contract.Title,
        count = contract.Operations.Length,
        groups = contract.Operations.GroupBy(operation => Heading(contract, operation)).Select(group => new
        {
            open = group.Contains(contract.Operations[0]),
            heading = group.Key,
            size = group.Count(),
            operations = group.Select(operation => new
            {
                method = operation.Method.Method,
                kind = operation.Kind == OperationKind.Delete ? "delete" : operation.Method.Method.ToLowerInvariant(),
                path = operation.Path.Text,
                summary = operation.Summary,
                curl = CurlLine.Of(operation, contract.SecuritySchemes, values, baseUrl, key).ToList(),
            }).ToList(),
        }).ToList(),
    };

    private static string Describe(SecurityScheme scheme) => scheme.Place switch
    {
        SecurityPlace.Scheme => $"header Authorization after the word {scheme.Name}",
        SecurityPlace.Basic => "user name of HTTP's Basic",
        SecurityPlace.Query => $"query parameter {scheme.Name}",
        _ => $"header {scheme.Name}",
    };

    // The document's own heading for readers (a tag); the resource where it has none.
    private static string Heading(Contract contract, Operation operation) =>
        contract.Json["paths"]?[operation.Path.Text]?[operation.Method.Method.ToLowerInvariant()]?["tags"] is JsonArray { Count: > 0 } tags
            ? tags[0]!.ToString() : operation.Resource;
}
