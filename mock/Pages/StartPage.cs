using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Pages;

/// <summary>The start page: what there is, and a command to copy for each of it.</summary>
internal sealed class StartPage(ImmutableArray<Contract> contracts, Silos silos, IReadOnlyList<OwnPage> pages)
{
    /// <summary>Tests make hundreds of silos; a person looks for none of these here.</summary>
    private const int MostSilos = 12;

    private readonly Lazy<Template> _template = new(() =>
    {
        using var stream = typeof(StartPage).Assembly.GetManifestResourceStream("StartPage.html")!;
        return new Template(new StreamReader(stream).ReadToEnd());
    });

    public AdminAnswer Show(AdminRequest request)
    {
        var all = silos.All;
        var key = silos.Home.Settings.Keys.FirstOrDefault(right => right.CanWrite, silos.Home.Settings.Keys[0]).Key;
        var page = _template.Value.Render(new JsonObject
        {
            ["base"] = request.BaseUrl,
            ["version"] = HealthAdmin.Version,
            ["key"] = key,
            ["apis"] = List(contracts, contract => Describe(contract, new ExampleValues(silos.Home, contract), request.BaseUrl, key)),
            ["keys"] = new JsonArray([.. all.Take(MostSilos).SelectMany(Keys)]),
            ["hidden"] = all.Length > MostSilos,
            ["hidden_count"] = all.Length - MostSilos,
            ["sections"] = List(pages.GroupBy(own => own.Group), section => new JsonObject
            {
                // The mock's own are few; those of WireMock's admin API many, and known to many.
                ["open"] = section.Key == pages[0].Group,
                ["heading"] = section.Key,
                ["size"] = section.Count(),
                ["pages"] = List(section, own => new JsonObject
                {
                    ["method"] = own.Method,
                    ["path"] = own.Path.Text,
                    ["summary"] = own.Summary,
                }),
            }),
        });
        return new AdminAnswer(StatusCodes.Status200OK, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }

    private static IEnumerable<JsonNode> Keys(Silo silo) => silo.Settings.Keys.Select(right => new JsonObject
    {
        ["key"] = right.Key,
        ["rights"] = right.Rights,
        ["silo"] = silo.Name,
        ["records"] = silo.Settings.Records.ToString(),
        ["seed"] = silo.Settings.Seed,
        ["special"] = silo.Settings.Profile.Count + silo.Settings.Broken.Length > 0,
        ["readings"] = silo.Settings.Profile.Count,
        ["broken"] = silo.Settings.Broken.Length,
    });

    private static JsonObject Describe(Contract contract, ExampleValues values, string baseUrl, string key)
    {
        var schemes = contract.SecuritySchemes;
        return new JsonObject
        {
            ["schemes"] = string.Join(", or ", schemes.Select(Describe)),
            ["formats"] = string.Join(" or ", contract.Formats.Select(format => "." + format)),
            ["suffixed"] = contract.Operations.Any(operation => !operation.Formats.IsEmpty),
            ["api"] = contract.Api,
            ["title"] = contract.Title,
            ["count"] = contract.Operations.Length,
            ["groups"] = List(contract.Operations.GroupBy(operation => Heading(contract, operation)), group => new JsonObject
            {
                ["open"] = group.Contains(contract.Operations[0]),
                ["heading"] = group.Key,
                ["size"] = group.Count(),
                ["operations"] = List(group, operation => new JsonObject
                {
                    ["method"] = operation.Method.Method,
                    ["kind"] = operation.Kind == OperationKind.Delete ? "delete" : operation.Method.Method.ToLowerInvariant(),
                    ["path"] = operation.Path.Text,
                    ["summary"] = operation.Summary,
                    ["curl"] = List(CurlLine.Of(operation, schemes, values, baseUrl, key), part => new JsonObject { ["part"] = part }),
                }),
            }),
        };
    }

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

    private static JsonArray List<T>(IEnumerable<T> elements, Func<T, JsonNode> describe) => new([.. elements.Select(describe)]);
}
