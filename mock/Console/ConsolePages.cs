using System.Collections.Frozen;
using PlanisoContract.Mock.Admin;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace PlanisoContract.Mock.Console;

/// <summary>The console: pages, styles and scripts as they are embedded. Everything comes from this mock, nothing runs that stands in a page.</summary>
internal static class ConsolePages
{
    /// <summary>Where the files of the pages are.</summary>
    public const string Files = "/__console";

    public const string Docs = "/docs";

    private const string Policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // Swagger UI sets styles of elements while it runs.
    private const string DocsPolicy = Policy + "; style-src 'self' 'unsafe-inline'";

    private const string Prefix = "Console/";

    private static readonly FrozenDictionary<string, Lazy<AdminResult>> Embedded = typeof(ConsolePages).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], name => new Lazy<AdminResult>(() => Read(name)));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Add("GET", "/", "The console.", _ => Page("index.html", Policy));
        routes.Add("GET", Docs, "The documentation of the first API, to be tried out.", _ => Page("docs.html", DocsPolicy));
        routes.Add("GET", Docs + "/{api}", "The documentation of an API, to be tried out.", _ => Page("docs.html", DocsPolicy));
        routes.Add("GET", Files + "/{file}", "The files of the console.", request => Embedded.TryGetValue(request.Value("file"), out var file)
            ? file.Value : AdminResult.Error(StatusCodes.Status404NotFound, "No such file", $"The console has no {request.Value("file")}."));
    }

    /// <summary>Serves the scripts of Swagger UI.</summary>
    public static void UseSwagger(IApplicationBuilder pages) =>
        pages.UseSwaggerUI(new SwaggerUIOptions { RoutePrefix = Files.Trim('/') + "/swagger" });

    private static AdminResult Page(string name, string policy) =>
        Embedded[name].Value with { Headers = [.. Embedded[name].Value.Headers, KeyValuePair.Create("Content-Security-Policy", policy)] };

    private static AdminResult Read(string name)
    {
        using var stream = typeof(ConsolePages).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new AdminResult(StatusCodes.Status200OK, TypeOf(name), bytes.ToArray())
        {
            Headers = [KeyValuePair.Create("X-Content-Type-Options", "nosniff"), KeyValuePair.Create("Referrer-Policy", "no-referrer")],
        };
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/javascript; charset=utf-8",
    };
}
