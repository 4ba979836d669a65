use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use percent_encoding::percent_decode_str;

use super::address::address;
use super::desk::Desk;
use super::edition::{Edition, Found};
use super::host::is_own;
use super::index::Index;
use super::page::{OWN, SCRIPT, STYLE, shell, with_script};
use super::problems::Problems;
use super::version::Version;
use crate::markdown::encode_address;
use crate::plan::PageKind;
use crate::render::StaticFile;

/// What every request is answered from.
#[derive(Debug, Clone)]
pub(super) struct Server {
    pub(super) desk: Arc<Desk>,
    pub(super) index: Arc<Index>,
    pub(super) port: u16,
}

/// Answers every request by one function, which sees all of it.
pub(super) fn router(server: Server) -> Router {
    Router::new().fallback(answer).with_state(server)
}

async fn answer(State(server): State<Server>, request: Request) -> Response {
    let hosts: Vec<&HeaderValue> = request.headers().get_all(HOST).iter().collect();
    let is_meant = matches!(hosts.as_slice(), [host] if is_own(Some(host.as_bytes()), server.port));
    if !is_meant {
        return plain(StatusCode::FORBIDDEN, "this server answers only to localhost");
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut refusal = plain(StatusCode::METHOD_NOT_ALLOWED, "this server only shows pages");
        refusal.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refusal;
    }
    let uri = request.uri();
    let Some(address) = address(uri.path()) else {
        return plain(StatusCode::BAD_REQUEST, "no page can have this address");
    };
    if let Some(own) = address.strip_prefix(OWN) {
        return server.own(own, uri.query().unwrap_or(""));
    }
    // A page may take a while to draw, and the desk may be busy: others are answered meanwhile.
    match tokio::task::spawn_blocking(move || server.page(&address)).await {
        Ok(response) => response,
        Err(_) => plain(StatusCode::INTERNAL_SERVER_ERROR, "the page could not be drawn"),
    }
}

impl Server {
    fn own(&self, name: &str, query: &str) -> Response {
        match name {
            "reload.js" => content(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT),
            "overlay.css" => content(StatusCode::OK, "text/css; charset=utf-8", STYLE),
            "events" => {
                let page = parameter(query, "page").unwrap_or_default();
                let version = parameter(query, "version").and_then(|version| Version::read(&version));
                let events = Sse::new(self.desk.enter(page, version));
                let mut response =
                    events.keep_alive(KeepAlive::new().interval(Duration::from_secs(20))).into_response();
                response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
                response
            }
            _ => plain(StatusCode::NOT_FOUND, "the server has no such file"),
        }
    }

    /// A file of the search index, which is made first if the site has changed.
    fn indexed(&self, edition: &Arc<Edition>, path: &str) -> Response {
        match self.index.file(edition, path) {
            Ok(Some(bytes)) => content(StatusCode::OK, mime(path), bytes.to_vec()),
            Ok(None) => plain(StatusCode::NOT_FOUND, "the search index has no such file"),
            Err(error) => content(StatusCode::INTERNAL_SERVER_ERROR, TEXT, error.to_string()),
        }
    }

    fn page(&self, address: &str) -> Response {
        let state = self.desk.first_state();
        let Some(edition) = state.edition else {
            let problems = state.problems.unwrap_or_default();
            return content(StatusCode::INTERNAL_SERVER_ERROR, HTML, shell(&problems, address, None));
        };
        let page = match edition.find(address) {
            Found::Folder => return moved(address),
            Found::Static(file) => return copied(file),
            Found::Index(path) => return self.indexed(&edition, path),
            Found::Page(page) => page,
        };
        let status = if page.kind == PageKind::NotFound { StatusCode::NOT_FOUND } else { StatusCode::OK };
        let kind = if status == StatusCode::OK { mime(&page.address.file()) } else { HTML };
        match edition.draw(&page) {
            Ok(drawn) if kind == HTML => content(status, kind, with_script(&drawn.bytes, address, drawn.version)),
            Ok(drawn) => content(status, kind, drawn.bytes),
            Err(error) => {
                let problems = Problems::of_failure(&error.to_string());
                content(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    HTML,
                    shell(&problems, address, Some(edition.version(&page))),
                )
            }
        }
    }
}

/// A file of the theme, as it is on the disk: it may have gone since the site was read.
fn copied(file: &StaticFile) -> Response {
    match file.bytes.read() {
        Ok(bytes) => content(StatusCode::OK, mime(&file.path), bytes.into_owned()),
        Err(error) => content(StatusCode::INTERNAL_SERVER_ERROR, TEXT, error.to_string()),
    }
}

/// The value of a parameter of a query.
fn parameter(query: &str, name: &str) -> Option<String> {
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    percent_decode_str(value).decode_utf8().ok().map(Cow::into_owned)
}

/// Sends a reader to the same address with a `/` at its end, below the root of this server and nowhere else.
fn moved(address: &str) -> Response {
    let to = format!("/{}/", encode_address(address));
    let mut response = plain(StatusCode::TEMPORARY_REDIRECT, "");
    if let Ok(to) = HeaderValue::from_str(&to) {
        response.headers_mut().insert(LOCATION, to);
    }
    response
}

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

fn plain(status: StatusCode, text: &'static str) -> Response {
    content(status, TEXT, text)
}

fn content(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// What a browser must be told of a file, by its name.
fn mime(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "jsonld" => "application/ld+json",
        "xml" => "application/xml; charset=utf-8",
        "txt" | "md" | "bib" | "ris" => TEXT,
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "wasm" => "application/wasm",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
