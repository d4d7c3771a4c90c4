using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PlanisoContract.Mock.Hosting;

namespace PlanisoContract.Tests.Mock.Hosting;

/// <summary>Requests as real clients send them.</summary>
public sealed class RealClientTests
{
    private TestMock _mock = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _mock = await TestMock.StartAsync();
        _client = _mock.Client("demo");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _mock.DisposeAsync();
    }

    [TestCase("gzip")]
    [TestCase("deflate")]
    [TestCase("br")]
    [TestCase("identity")]
    public async Task A_compressed_body_is_read(string encoding)
    {
        using var content = Compressed($$"""{ "fullname": "By {{encoding}}" }""", encoding);
        using var response = await _client.PostAsync("/v1/user", content);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await response.Content.ReadAsStringAsync()).ShouldContain($"By {encoding}");
    }

    [Test]
    public async Task A_small_body_that_inflates_beyond_the_limit_is_refused()
    {
        using var content = Compressed($$"""{ "fullname": "{{new string('a', 5 << 20)}}" }""", "gzip");
        (await _client.PostAsync("/v1/user", content)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [TestCase("gzip")]
    [TestCase("deflate")]
    [TestCase("br")]
    [TestCase("compress")]
    public async Task What_is_not_in_its_encoding_the_api_refuses_in_its_own_way(string encoding)
    {
        using var content = new StringContent("""{ "fullname": "Plain" }""", Encoding.UTF8, "application/json");
        content.Headers.ContentEncoding.Add(encoding);
        using var response = await _client.PostAsync("/v1/user", content);
        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"]!.GetValue<int>().ShouldBe(415);
    }

    [Test]
    public async Task A_multipart_form_is_a_form()
    {
        using var form = new MultipartFormDataContent { { new StringContent("Zoé & Co"), "fullname" }, { new StringContent("zoe@example.ca"), "email" } };
        using var response = await _client.PostAsync("/v1/user", form);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["data"]!["fullname"]!.ToString().ShouldBe("Zoé & Co");

        using var companies = new MultipartFormDataContent { { new StringContent("Ada GmbH"), "company[name]" } };
        (await _client.PostAsync("/companies.json?key=demo", companies)).StatusCode.ShouldBe(HttpStatusCode.Created);

        using var broken = new StringContent("no parts", Encoding.UTF8);
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        (await _client.PostAsync("/v1/user", broken)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [TestCase("type_nos=1&type_nos=2")]
    [TestCase("type_nos[]=1&type_nos[]=2")]
    [TestCase("type_nos[0]=1&type_nos[1]=2")]
    public async Task Arrays_come_as_clients_write_them(string list)
    {
        using var form = new StringContent($"num_equip=E{list.Length}&brand=Liebherr&name=Excavator&{list}", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await _client.PostAsync("/v1/equipment", form);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["data"]!["type"]!.AsArray().Count.ShouldBe(2);
    }

    [TestCase("{}")]
    [TestCase("""{ "a": 1 }""")]
    [TestCase("1.5")]
    public async Task What_is_no_list_is_refused_for_one(string value)
    {
        using var json = new StringContent($$"""{ "num_equip": "C1", "brand": "Liebherr", "name": "Crane", "type_nos": {{value}} }""", Encoding.UTF8, "application/json");
        (await _client.PostAsync("/v1/equipment", json)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [TestCase("Zoé", "utf-8")]
    [TestCase("Zoé", "iso-8859-1")]
    public async Task Letters_beyond_ASCII_in_a_header_are_taken(string value, string charset)
    {
        var answer = await RawAsync(Encoding.GetEncoding(charset).GetBytes($"GET /v1/user/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer demo\r\nX-Name: {value}\r\n\r\n"));
        answer.ShouldStartWith("HTTP/1.1 200");
    }

    [Test]
    public async Task A_form_with_an_object_in_place_of_a_list_is_refused()
    {
        using var form = new StringContent("num_equip=C9&brand=Liebherr&type_nos={}", Encoding.UTF8, "application/x-www-form-urlencoded");
        (await _client.PostAsync("/v1/equipment", form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [TestCase("//v1//user", HttpStatusCode.NotFound)]
    [TestCase("/v1/user/", HttpStatusCode.OK)]
    public async Task A_path_is_found_as_clients_write_it(string path, HttpStatusCode status) =>
        (await _client.GetAsync(new Uri(_mock.Url.GetLeftPart(UriPartial.Authority) + path + "?key=demo"))).StatusCode.ShouldBe(status);

    [Test]
    public void A_body_may_take_as_long_as_it_takes()
    {
        var kestrel = new KestrelServerOptions();
        KestrelSettings.Apply(kestrel);
        kestrel.Limits.MinRequestBodyDataRate.ShouldBeNull();
        kestrel.Limits.MinResponseDataRate.ShouldBeNull();
    }

    private async Task<string> RawAsync(byte[] request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_mock.Url.Host, _mock.Url.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(request);
        return await new StreamReader(stream).ReadToEndAsync();
    }

    private static ByteArrayContent Compressed(string text, string encoding)
    {
        var bytes = new MemoryStream();
        using (Stream compressing = encoding switch
        {
            "gzip" => new GZipStream(bytes, CompressionMode.Compress, leaveOpen: true),
            "deflate" => new ZLibStream(bytes, CompressionMode.Compress, leaveOpen: true),
            "br" => new BrotliStream(bytes, CompressionMode.Compress, leaveOpen: true),
            _ => new BufferedStream(bytes),
        })
        {
            compressing.Write(Encoding.UTF8.GetBytes(text));
            compressing.Flush();
        }
        var content = new ByteArrayContent(bytes.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add(encoding);
        return content;
    }
}
