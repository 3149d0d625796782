// The style sheet, written out.
#include "footfall/report/style_sheet.h"

namespace footfall::report {

const char* style_sheet() noexcept {
    return R"css(
:root{--paper:#fff;--ink:#1c2127;--soft:#59626d;--faint:#e3e6ea;--rule:#9aa3ad;--panel:#f5f6f8;--accent:#0072b2;
--warn:#a34700;--warn-panel:#fdf3ea;--on-dark:#fff;--field:#0072b2;--shade:#e6e3da;
--c0:#0072b2;--c1:#d55e00;--c2:#009e73;--c3:#cc79a7;--c4:#e69f00;--c5:#56b4e9;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
--serif:Charter,"Bitstream Charter","Sitka Text",Cambria,Georgia,serif}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--paper:#14181d;--ink:#e4e8ec;--soft:#a3adb8;
--faint:#2b323a;--rule:#69747f;--panel:#1c2229;--accent:#56b4e9;--warn:#f0b060;--warn-panel:#2c241a;--on-dark:#0d1116;
--field:#56b4e9;--shade:#353228;--c0:#56b4e9;--c1:#e69f00;--c2:#00b386;--c3:#cc79a7;--c4:#f0e442;--c5:#d55e00}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 var(--serif)}
main{max-width:1000px;margin:0 auto;padding:48px 20px 64px}
header{border-bottom:1px solid var(--rule);padding-bottom:18px;margin-bottom:28px}
.kind{font:600 12px/1 var(--sans);letter-spacing:.09em;text-transform:uppercase;color:var(--accent);margin:0 0 12px}
h1{font-size:33px;line-height:1.2;font-weight:600;margin:0 0 12px;letter-spacing:-.01em}
h2{font-size:23px;line-height:1.3;font-weight:600;margin:40px 0 8px;padding-top:14px;border-top:1px solid var(--faint)}
h3{font:600 17px/1.35 var(--sans);margin:28px 0 6px}
p{margin:0 0 14px;max-width:44em}
a{color:var(--accent);text-underline-offset:2px}
.lead{font-size:19px;line-height:1.5}
.warning{border-left:3px solid var(--warn);background:var(--warn-panel);padding:10px 14px;margin:0 0 12px;
font:15px/1.5 var(--sans);max-width:none}
.warning b{color:var(--warn)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(168px,1fr));gap:1px;background:var(--faint);
border:1px solid var(--faint);margin:8px 0 14px;padding:0;list-style:none;font-family:var(--sans)}
.tiles li{background:var(--panel);padding:15px 16px 13px}
.tiles .name{display:block;font-size:13px;line-height:1.3;color:var(--soft)}
.tiles .value{display:block;font-size:29px;line-height:1.25;font-weight:600;font-variant-numeric:tabular-nums;
letter-spacing:-.015em;white-space:nowrap}
.tiles .value small{font-size:14px;font-weight:400;letter-spacing:0}
.tiles .words{font-size:17px;line-height:1.3;padding:5px 0 6px;font-weight:400;letter-spacing:0;white-space:normal;color:var(--soft)}
.tiles .ci,.tiles .versus{display:block;font-size:13px;line-height:1.45;color:var(--soft);
font-variant-numeric:tabular-nums}
.tiles .versus{color:var(--ink);margin-top:3px}
.scroll{overflow-x:auto;margin:6px 0 4px}
.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;font:14px/1.4 var(--sans);font-variant-numeric:tabular-nums;min-width:100%;
border-top:1.5px solid var(--ink);border-bottom:1.5px solid var(--ink)}
th,td{padding:7px 16px 7px 0;text-align:left;vertical-align:top}
th:last-child,td:last-child{padding-right:2px}
thead th{font-weight:600;border-bottom:1px solid var(--rule);vertical-align:bottom;line-height:1.3}
tbody th{font-weight:400}
tbody tr+tr>*{border-top:1px solid var(--faint)}
.n{text-align:right;white-space:nowrap}
thead .n{white-space:normal}
.nb{white-space:nowrap}
td:not(.n),th:not(.n){min-width:6.2em}
td .ci,th .ci{display:block;font-size:12px;color:var(--soft)}
.best{font-weight:700}
.best .ci{font-weight:400}
.keys{border:0;min-width:0}
.keys th{min-width:0;color:var(--soft);white-space:nowrap}
.keys td{overflow-wrap:anywhere}
.caption,figcaption{font:14px/1.5 var(--sans);color:var(--soft);margin:6px 0 20px;max-width:none}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:10px 40px;margin:18px 0 0}
figure{margin:0;min-width:0}
figure.wide{grid-column:1/-1}
figure.wide .plot{min-width:640px}
figure:not(.wide) .plot{max-width:560px}
.plot{display:block;width:100%;height:auto;overflow:visible;font-family:var(--sans);font-size:13px;
font-variant-numeric:tabular-nums}
.plot text{fill:var(--ink)}
.plot .title{font-weight:600;font-size:14px}
.plot .axis,.plot .tick,.plot .note{fill:var(--soft)}
.plot .note{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round;font-size:12.5px}
.plot .figure{font-weight:600;font-size:17px}
.plot .end{text-anchor:end}
.plot .middle{text-anchor:middle}
.plot .on-dark text{fill:var(--on-dark)}
.plot .grid{stroke:var(--faint);stroke-width:1}
.plot .rule{stroke:var(--rule);stroke-width:1}
.plot .reference{stroke:var(--soft);stroke-width:1.2;stroke-dasharray:5 4}
.plot .line{fill:none;stroke:var(--c);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.plot .thin{fill:none;stroke:var(--c);stroke-width:1.4;stroke-linejoin:round}
.plot .compared{stroke:var(--ink);stroke-dasharray:5 4}
.plot .band{fill:var(--c);fill-opacity:.15}
.plot .mark{fill:var(--c);stroke:var(--paper);stroke-width:1.2}
.plot .whisker{stroke:var(--c);stroke-width:1.8}
.plot .bar{fill:var(--c);fill-opacity:.75}
.plot .fill{fill:var(--c)}
.plot .way{fill:none;stroke:var(--c);stroke-width:1.1;stroke-opacity:.6;stroke-linejoin:round}
.plot .faint{fill:none;stroke:var(--c);stroke-width:1;stroke-opacity:.4}
.plot .round{stroke-linecap:round}.plot .square{stroke-linecap:square}
.plot .dots{stroke:var(--c);stroke-width:4.6}.plot .square.dots{stroke-width:4}
.plot .footholds{stroke:var(--c);stroke-width:8}.plot .square.footholds{stroke-width:7}
.plot .hollow{stroke:var(--paper);stroke-width:4.6}.plot .square.hollow{stroke-width:3.8}
.plot .shade{fill:var(--shade)}
.plot .norm{fill:var(--c2);fill-opacity:.24}
.plot .figure-small{font-weight:600}
.plot .field{fill:var(--field);shape-rendering:crispEdges}
.s0{--c:var(--c0)}.s1{--c:var(--c1)}.s2{--c:var(--c2)}.s3{--c:var(--c3)}.s4{--c:var(--c4)}.s5{--c:var(--c5)}
.s1 .line{stroke-dasharray:8 5}.s2 .line{stroke-dasharray:2 5}.s3 .line{stroke-dasharray:10 4 2 4}
.s4 .line{stroke-dasharray:5 3}.s5 .line{stroke-dasharray:14 5}
details{margin:10px 0 18px;font-family:var(--sans);font-size:15px}
summary{cursor:pointer;color:var(--accent);padding:6px 0}
.part{margin:0;border-top:1px solid var(--faint)}
.part summary{font-variant-numeric:tabular-nums;padding:9px 0}
.folded{font:17px/1.55 var(--serif);padding:4px 0 28px;outline:0}
.notes{font:15px/1.5 var(--sans);padding-left:1.2em;margin:8px 0 18px}
.notes li{margin:3px 0}
.terms{font:15px/1.5 var(--sans);margin:8px 0 18px}
.terms dt{font-weight:600;margin:16px 0 2px;break-after:avoid}
.terms dd{margin:0 0 4px;max-width:52em}
.terms .limit{color:var(--soft)}
footer{margin-top:56px;padding-top:14px;border-top:1px solid var(--rule);font:13px/1.5 var(--sans);color:var(--soft)}
@media (max-width:600px){table{font-size:13px}th,td{padding-right:12px}
.tiles .ci,.tiles .versus{font-size:12px}body{font-size:16px}main{padding:26px 16px 48px}h1{font-size:26px}h2{font-size:21px;margin-top:34px}
.lead{font-size:17.5px}.tiles{grid-template-columns:1fr 1fr}.tiles li{padding:12px}.tiles li:last-child:nth-child(odd){grid-column:1/-1}.tiles .value{font-size:24px}
figure:not(.wide) .plot{font-size:14.5px}figure:not(.wide) .plot .title{font-size:15.5px}}
@media print{@page{size:A4;margin:15mm 14mm}.lead{font-size:12pt}.tiles{grid-template-columns:repeat(5,1fr)}
.tiles li{padding:7pt 8pt}.tiles .value{font-size:17pt}.tiles .value small{font-size:9pt}
.tiles .name,.tiles .ci,.tiles .versus,.caption,figcaption{font-size:8.5pt}.warning,.notes,.terms{font-size:9.5pt}
details:not([open]){display:none}figure .scroll{break-inside:avoid}
body{font-size:10.5pt}main{max-width:none;padding:0}h1{font-size:20pt}
h2{font-size:14pt;margin-top:22pt;break-after:avoid}table{font-size:8.5pt}
td .ci{font-size:7.5pt}th,td{padding:4pt 9pt 4pt 0}figure,.tiles,.warning,.keys,tr,.terms dd{break-inside:avoid}tbody tr:first-child{break-after:avoid}thead{display:table-header-group}
.figures{grid-template-columns:1fr 1fr;gap:6pt 18pt}figure.wide .plot{min-width:0}.scroll{overflow:visible}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)css";
}

}  // namespace footfall::report
